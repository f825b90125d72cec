import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http'
import { type AddressInfo, connect, createServer } from 'node:net'
import { join } from 'node:path'
import { buffer, text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import t, { type Test } from 'tap'
import type { ArchiveWriter } from '../../src/archive/writer.ts'
import { pauseAfter } from '../../src/cli/workers/pause.ts'
import { shownEverywhere } from '../../src/cli/workers/shown-everywhere.ts'
import { buildCommand, colophon, colophonProcess } from '../support/command.ts'
import { ROOT } from '../support/root.ts'

t.before(buildCommand)

const WORKERS = 2

interface Served {
  server: ChildProcess
  base: string
  data: string
  /** All that was printed until now. */
  printed: () => string
}

/** Starts the command on a port of its own; killed with its workers when the test ends. */
async function serve(t: Test, ...flags: string[]): Promise<Served> {
  const data = join(t.testdir(), 'archive')
  const args = ['serve', '--workers', String(WORKERS), '--port', '0', '--data', data, ...flags]
  const server = spawn(process.execPath, ['dist/src/main.js', ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  t.teardown(() => server.kill('SIGKILL'))
  let printed = ''
  for (const stream of [server.stdout!, server.stderr!]) {
    stream.setEncoding('utf8').on('data', (chunk) => {
      printed += chunk
    })
  }
  for (;;) {
    const base = /listens on (\S+)\n/.exec(printed)?.[1]
    if (base) return { server, base, data, printed: () => printed }
    await Promise.race([once(server.stdout!, 'data'), once(server, 'exit')])
    if (server.exitCode !== null) throw new Error(`the server did not start: ${printed}`)
  }
}

/** The processes that serve. */
function workersOf({ pid }: ChildProcess): number[] {
  return execFileSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map(Number)
}

interface Answer {
  status: number
  body: Buffer
}

/** One connection to the server, kept open. */
class Connection {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 })
  readonly #base: string

  constructor(t: Test, base: string) {
    this.#base = base
    t.teardown(() => this.#agent.destroy())
  }

  begin(method: string, path: string, headers: OutgoingHttpHeaders = {}) {
    return request(new URL(path, this.#base), { method, agent: this.#agent, headers })
  }

  async send(method: string, path: string, headers: OutgoingHttpHeaders = {}, body = ''): Promise<Answer> {
    const sent = this.begin(method, path, { ...headers, 'content-length': Buffer.byteLength(body) })
    sent.end(body)
    const [answer] = (await once(sent, 'response')) as [IncomingMessage]
    return { status: answer.statusCode!, body: await buffer(answer) }
  }

  get(path: string): Promise<Answer> {
    return this.send('GET', path)
  }
}

/** A connection that this worker has taken, because all others stand still meanwhile. */
async function connectionTo(t: Test, worker: number, { server, base }: Served): Promise<Connection> {
  const others = workersOf(server).filter((pid) => pid !== worker)
  for (const pid of others) process.kill(pid, 'SIGSTOP')
  const connection = new Connection(t, base)
  t.equal((await connection.get('/health/ready')).status, 200, `worker ${worker} is ready`)
  for (const pid of others) process.kill(pid, 'SIGCONT')
  return connection
}

/** A connection to each worker. */
async function connections(t: Test, served: Served): Promise<[Connection, Connection]> {
  const [one, other] = workersOf(served.server)
  return [await connectionTo(t, one!, served), await connectionTo(t, other!, served)]
}

function ingesting({ data }: Served) {
  const key = colophon('key', 'create', 'test', '--data', data).stdout.trim()
  return { authorization: `Bearer ${/colophon_\S+/.exec(key)![0]}`, 'content-type': 'text/markdown' }
}

t.test('workers of one server', async (t) => {
  const served = await serve(t)
  await t.test('what is written through one worker shows in all at once', async (t) => {
    const headers = ingesting(served)
    const all = await connections(t, served)
    t.match(served.printed().match(/listens on/g), ['listens on'], 'the address is printed once')
    const made = await all[0].send('POST', '/works', headers, '# Ferries\n\nText 0.\n')
    t.equal(made.status, 201, made.body.toString())
    const { id } = JSON.parse(made.body.toString()).work
    for (let version = 1; version <= 8; version++) {
      const [writing, reading] = version % 2 === 0 ? all : [all[1], all[0]]
      // From the second time on the answer is a ready one.
      for (let times = 0; times < 3; times++) {
        const { body } = await reading.get(`/works/${id}/paragraphs/1`)
        t.equal(JSON.parse(body.toString()).text, `Text ${version - 1}.`)
      }
      const { status } = await writing.send(
        'POST',
        `/works/${id}/versions`,
        headers,
        `# Ferries\n\nText ${version}.\n`,
      )
      t.equal(status, 201)
    }
    const large = `# Large\n\n${'Some ferries cross the river at six. '.repeat(28)}\n`.repeat(2000)
    t.ok(large.length > 2_000_000)
    const taken = await all[1].send('POST', '/works', headers, large)
    t.equal(taken.status, 201, taken.body.toString().slice(0, 200))
    const source = await all[0].get(`/works/${JSON.parse(taken.body.toString()).work.id}/source`)
    t.ok(source.body.equals(Buffer.from(large)), 'bytes as they were sent')
  })

  await t.test('a worker that stands still keeps nobody from writing', async (t) => {
    const headers = ingesting(served)
    const [one, other] = workersOf(served.server)
    const connection = await connectionTo(t, one!, served)
    process.kill(other!, 'SIGSTOP')
    t.teardown(() => process.kill(other!, 'SIGCONT'))
    t.equal((await connection.send('POST', '/works', headers, '# Ferries\n\nText.\n')).status, 201)
  })

  await t.test('a worker that is killed is replaced, and the other answers on', async (t) => {
    const [killed, other] = workersOf(served.server)
    const connection = await connectionTo(t, other!, served)
    process.kill(killed!, 'SIGKILL')
    let started: number | undefined
    for (
      ;
      started === undefined;
      started = workersOf(served.server).find((pid) => ![killed, other].includes(pid))
    )
      t.equal((await connection.get('/health/ready')).status, 200)
    const another = await connectionTo(t, started, served)
    t.equal((await another.get('/works')).status, 200, 'at the same address')
    t.equal((await connection.get('/works')).status, 200)
    t.match(served.printed(), `"worker":${killed},"how":"SIGKILL"`)
  })
})

t.test('what one client may do in a minute is counted over all workers', async (t) => {
  const served = await serve(t, '--limits', 'requestsPerMinute=5')
  const [one, other] = await connections(t, served)
  const statuses: number[] = []
  for (const connection of [one, other, one, other, one, other, one])
    statuses.push((await connection.get('/works')).status)
  t.strictSame(statuses, [200, 200, 200, 200, 200, 429, 429])
})

for (const [signal, afterwards] of [
  ['SIGTERM', () => []],
  // As a terminal does. A signal may reach a worker after the server's word that it is to end.
  ['SIGINT', workersOf],
] as const) {
  t.test(`${signal} lets requests under way at all workers be answered, then ends them`, async (t) => {
    const served = await serve(t)
    const { server, base } = served
    const headers = { ...ingesting(served), expect: '100-continue' }
    const workers = workersOf(server)
    const underWay = []
    for (const [at, connection] of (await connections(t, served)).entries()) {
      const body = `# Ferries\n\nText ${at}.\n`
      const sending = connection.begin('POST', '/works', { ...headers, 'content-length': body.length })
      sending.flushHeaders()
      await once(sending, 'continue')
      underWay.push({ sending, body })
    }
    const ended = once(server, 'exit')
    server.kill(signal)
    while (await isListening(base)) await sleep(20)
    for (const pid of afterwards(server)) process.kill(pid, signal)
    for (const { sending, body } of underWay) {
      sending.end(body)
      const [answer] = (await once(sending, 'response')) as [IncomingMessage]
      t.equal(answer.statusCode, 201, await text(answer))
    }
    t.strictSame(await ended, [0, null], 'exit code 0')
    for (const pid of workers) t.throws(() => process.kill(pid, 0), { code: 'ESRCH' }, 'no worker is left')
  })
}

async function isListening(base: string): Promise<boolean> {
  const socket = connect(Number(new URL(base).port), '127.0.0.1')
  const [event] = await Promise.race([
    once(socket, 'connect').then(() => ['connect']),
    once(socket, 'error').then(() => ['error']),
  ]).catch(() => ['error'])
  socket.destroy()
  return event === 'connect'
}

t.test('workers that cannot listen say so once, and end', async (t) => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  t.teardown(() => taken.close())
  const port = String((taken.address() as AddressInfo).port)
  const data = join(t.testdir(), 'archive')
  const { status, stderr } = colophonProcess(['serve', '--workers', '2', '--port', port, '--data', data])
  t.equal(status, 1)
  t.match(stderr.match(/cannot listen on/g), ['cannot listen on'])
})

t.test('a change is acknowledged when all workers show it, also one that failed', async (t) => {
  const done: string[] = []
  const refresh = async () => void done.push('shown')
  const order = { work: 'x', version: null, reason: 'As asked.', erase: true }
  const written = { withdraw: async () => void done.push('written') } as unknown as ArchiveWriter
  await shownEverywhere(written, { refresh }).withdraw(order)
  t.strictSame(done.splice(0), ['written', 'shown'])
  const failing = { withdraw: () => Promise.reject(new Error('unfinished')) } as unknown as ArchiveWriter
  await t.rejects(shownEverywhere(failing, { refresh }).withdraw(order), { message: 'unfinished' })
  t.strictSame(done, ['shown'])
})

t.test('the pause before a worker is replaced grows while workers end soon', async (t) => {
  let pause = 0
  const pauses = [5, 5, 5, 100_000, 5].map((lived) => {
    pause = pauseAfter(lived, pause)
    return pause
  })
  t.strictSame(pauses, [100, 200, 400, 100, 200])
  t.equal(pauseAfter(5, 29_000), 30_000, 'half a minute at most')
})
