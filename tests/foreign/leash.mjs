// What both servers share. They listen on loopback and a free port whatever they ask for, they take orders as lines of JSON on standard input and
// answer each with one line on standard output, and they end when that input ends, which it does however the test process dies.
import net from 'node:net'
import { createInterface } from 'node:readline'

const longestLife = 15 * 60 * 1000 // longer than any run of the tests
const listen = net.Server.prototype.listen
const said = process.stdout.write.bind(process.stdout)

// Whatever a package prints goes where the test shows it when something fails; standard output holds answers only.
process.stdout.write = process.stderr.write.bind(process.stderr)

net.Server.prototype.listen = function (...asked) {
  const done = asked.findLast((argument) => typeof argument === 'function')
  return listen.call(this, { host: '127.0.0.1', port: 0 }, done)
}

const answer = (line) => said(JSON.stringify(line) + '\n')

/** Announces the server and obeys until the orders end: each is {do, with}, each answer {is} or {failed}. */
export function obey(announcement, orders) {
  answer({ is: announcement })
  setTimeout(() => process.exit(3), longestLife).unref()
  let last = Promise.resolve()
  createInterface({ input: process.stdin })
    .on('line', (line) => (last = last.then(() => carryOut(JSON.parse(line), orders))))
    .on('close', () => process.exit(0))
}

async function carryOut(order, orders) {
  try {
    if (!Object.hasOwn(orders, order.do)) throw new Error(`there is no order ${order.do}`)
    answer({ is: (await orders[order.do](order.with ?? {})) ?? null })
  } catch (failure) {
    answer({ failed: String(failure?.message ?? failure) })
  }
}
