// Seam's own fake server, and Svix's own library in the place of Svix. The fake keeps what it is told and never moves by itself: the test says when a lock
// took a code or went offline, and when the events that followed are delivered.
import './leash.mjs'
import './clock.mjs'
import { readFileSync } from 'node:fs'
import http from 'node:http'
import { createFake } from '@seamapi/fake-seam-connect'
import { Webhook } from 'svix'
import { setClock } from './clock.mjs'
import { obey } from './leash.mjs'

const version = (name) => JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url), 'utf8')).version

process.env.NODE_ENV = 'production' // no stack traces in answers
const fake = await createFake()
await fake.seed()
await fake.startServer({ port: 1 })
const url = `http://127.0.0.1:${fake.server.server.address().port}`
const { database } = fake
let delivered = database.events.length

const signed = (secret, id, body) => {
  const at = new Date()
  return {
    'svix-id': id,
    'svix-timestamp': String(Math.floor(at.getTime() / 1000)),
    'svix-signature': new Webhook(secret).sign(id, at, body),
  }
}

// A connection for each call, closed with it: one that stays open would hold up the end of the server under test.
function post(webhook, event) {
  const body = JSON.stringify(event)
  const headers = { 'content-type': 'application/json', ...signed(webhook.secret, `msg_${event.event_id}_${webhook.webhook_id}`, body) }
  return new Promise((resolve, reject) => {
    const call = http.request(webhook.url, { method: 'POST', headers, agent: false }, (answer) => {
      answer.resume().on('end', () => resolve({ event_type: event.event_type, webhook_id: webhook.webhook_id, status: answer.statusCode }))
    })
    call.on('error', reject).end(body)
  })
}

const orders = {
  clock: ({ now }) => setClock(now),

  // Any function of the fake's store, with its arguments: addDevice, updateAccessCode, addEvent ...
  store: ({ call, of }) => database[call](...of),

  // What the store holds: devices, access_codes, events ...
  rows: ({ of }) => database[of],

  // The fake's own secrets are none that Svix takes.
  secret: ({ webhook_id, secret }) =>
    database.setState({ webhooks: database.webhooks.map((w) => (w.webhook_id === webhook_id ? { ...w, secret } : w)) }),

  // Every event since the last time, to every webhook that asked for its type, one after the other.
  async deliver() {
    const answers = []
    for (; delivered < database.events.length; delivered++) {
      const event = database.events[delivered]
      for (const webhook of database.webhooks.filter((w) => w._workspace_id === event.workspace_id && w.event_types.includes(event.event_type))) {
        answers.push(await post(webhook, event))
      }
    }
    return answers
  },

  sign: ({ secret, id, body }) => signed(secret, id, body),

  verify({ secret, headers, body }) {
    new Webhook(secret).verify(body, headers)
    return true
  },
}

obey({ url, fake: version('@seamapi/fake-seam-connect'), svix: version('svix'), node: process.version }, orders)
