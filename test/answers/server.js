/** The command and its server as processes of their own, and requests to it. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))
/** The public address of the archive, of which all others are made. */
export const BASE = 'http://archive.test'
/** Nothing of the one who records may reach the server. */
const ENVIRONMENT = { PATH: process.env['PATH'] ?? '' }

/** What the command prints. */
export function colophon(args) {
  const main = join(ROOT, 'dist/src/main.js')
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: ENVIRONMENT,
  })
  if (status !== 0) throw new Error(`colophon ${args.join(' ')}: ${stderr}`)
  return stdout
}

/** Builds a checkout when a source of it is newer than what was built. */
export function buildIfStale(checkout) {
  const { status } = spawnSync(process.execPath, ['scripts/build.js', '--if-stale'], {
    cwd: checkout,
    stdio: 'inherit',
  })
  if (status !== 0) throw new Error(`${checkout} cannot be built`)
}

/** Starts the server of a checkout on an archive, its clock stopped at `now` if there is one. */
export async function startServer({ checkout = ROOT, data, now }) {
  const port = await freePort()
  const clock = now === undefined ? [] : ['--import', new URL(`./clock.js?now=${now}`, import.meta.url).href]
  const main = join(checkout, 'dist/src/main.js')
  const settings = ['--data', data, '--host', '127.0.0.1', '--port', port, '--base-url', BASE]
  const server = spawn(process.execPath, [...clock, main, 'serve', ...settings], {
    env: ENVIRONMENT,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exit = once(server, 'exit')
  const isStarted = await Promise.race([once(server.stdout, 'data').then(() => true), exit.then(() => false)])
  if (!isStarted) throw new Error('The server did not start.')
  server.stdout.resume()
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  return {
    ask: (wanted) => (wanted.raw === undefined ? ask(wanted, { port, agent }) : askRaw(wanted.raw, port)),
    stop: async () => {
      agent.destroy()
      server.kill('SIGTERM')
      await exit
    },
  }
}

/** A port that is free just now: the server prints its public address alone, not where it listens. */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  await new Promise((done) => server.close(done))
  return port
}

/** The answer to one request; of one that is `announced` only, no byte of the body is ever sent. */
function ask({ method = 'GET', path, headers = {}, body, announced }, { port, agent }) {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? announced : Buffer.byteLength(body)
    const sent = request({
      host: '127.0.0.1',
      port,
      method,
      path,
      agent: announced === undefined ? agent : false,
      headers: {
        host: new URL(BASE).host,
        ...headers,
        ...(length !== undefined && { 'content-length': length }),
      },
    })
    sent.on('error', reject).on('response', async (answer) => {
      const chunks = await answer.toArray().catch(reject)
      if (announced !== undefined) sent.destroy()
      resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks ?? []) })
    })
    if (announced === undefined) sent.end(body)
    else sent.flushHeaders()
  })
}

/** The answer to bytes that are no proper request, its head as part of the body. */
function askRaw(bytes, port) {
  return new Promise((resolve, reject) => {
    const chunks = []
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    socket.on('data', (chunk) => chunks.push(chunk)).on('error', reject)
    socket.on('close', () => {
      const text = Buffer.concat(chunks)
        .toString()
        .replace(/^date: .*\r\n/gim, '')
      resolve({ status: Number(text.split(' ')[1]), headers: {}, body: Buffer.from(text) })
    })
  })
}
