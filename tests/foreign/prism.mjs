// Prism as a mock of the API that a document describes: it refuses with 422 whatever the document does not allow. Its command line starts in this process,
// so that it ends with it.
import './leash.mjs'
import net from 'node:net'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { obey } from './leash.mjs'

const require = createRequire(import.meta.url)
const listening = new Promise((resolve) => {
  const listen = net.Server.prototype.listen
  net.Server.prototype.listen = function (...asked) {
    this.once('listening', () => resolve(this.address().port))
    return listen.apply(this, asked)
  }
})

process.argv = [process.argv[0], 'prism', 'mock', '--errors', '--host', '127.0.0.1', '--port', '1', '--multiprocess=false', '--verboseLevel=silent', process.argv[2]]
require('@stoplight/prism-cli/dist/index.js')
const { version } = JSON.parse(readFileSync(new URL('node_modules/@stoplight/prism-cli/package.json', import.meta.url), 'utf8'))
obey({ url: `http://127.0.0.1:${await listening}`, prism: version, node: process.version }, {})
