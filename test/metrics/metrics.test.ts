import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import t, { type Test } from 'tap'
import { together } from '../../src/metrics/family.ts'
import { RequestCounts } from '../../src/metrics/request-counts.ts'
import { buildCommand } from '../support/command.ts'
import { ROOT } from '../support/root.ts'

t.before(buildCommand)

const WORK = '2rma5yfyxknb207f'
const NUMBERED = '/works/:work/paragraphs/:paragraph'

/** The samples of the text format: the value of each by its name and labels, sorted. */
function samplesIn(text: string): Map<string, number> {
  const samples = new Map<string, number>()
  for (const line of text.split('\n')) {
    const [, name, labels = '', value] = /^([a-z_]\w*)(?:\{(.*)\})? (\S+)$/.exec(line) ?? []
    if (name === undefined) continue
    const sorted = [...labels.matchAll(/\w+="(?:[^"\\]|\\.)*"/g)].map(String).sort().join(',')
    samples.set(sorted ? `${name}{${sorted}}` : name, Number(value))
  }
  return samples
}

interface Served {
  base: string
  metrics: string
  pid: number
  log: () => string
}

/** The command, which serves the seed article and its metrics. */
async function serve(t: Test, ...flags: string[]): Promise<Served> {
  const args = [
    'serve',
    '--seed',
    '--port',
    '0',
    '--metrics',
    '0',
    '--data',
    join(t.testdir(), 'data'),
    ...flags,
  ]
  const server = spawn(process.execPath, ['dist/src/main.js', ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  t.teardown(async () => {
    server.kill()
    await once(server, 'exit')
  })
  let printed = ''
  let log = ''
  server.stdout.setEncoding('utf8').on('data', (text) => {
    printed += text
  })
  server.stderr.setEncoding('utf8').on('data', (text) => {
    log += text
  })
  for (;;) {
    const base = /listens on (\S+)\n/.exec(printed)?.[1]
    const metrics = /Metrics are at (\S+)\n/.exec(log)?.[1]
    if (base && metrics) return { base, metrics, pid: server.pid!, log: () => log }
    if (server.exitCode !== null) throw new Error(`the server did not start: ${log}`)
    await sleep(20)
  }
}

async function status(url: string, init: RequestInit = {}): Promise<number> {
  const answer = await fetch(url, init)
  await answer.text()
  return answer.status
}

/** Asks until the samples have what is awaited: an answer is counted just after it was sent. */
async function samplesWith(
  url: string,
  has: (samples: Map<string, number>) => boolean,
): Promise<Map<string, number>> {
  for (;;) {
    const samples = samplesIn(await (await fetch(url)).text())
    if (has(samples)) return samples
    await sleep(20)
  }
}

t.test('requests are counted by the template of their route, never by their address', async (t) => {
  const { base, metrics } = await serve(t)
  const paragraph = `${base}/works/${WORK}/paragraphs/4`
  // The third is ready before the framework sees it; the others are quick, or not of the address's own spelling.
  for (let time = 0; time < 3; time++) t.equal(await status(paragraph), 200)
  t.equal(await status(paragraph, { method: 'HEAD' }), 200)
  t.equal(await status(`${paragraph}?format=txt`), 200)
  t.equal(await status(`${base}/works/${WORK}/paragraphs/99`), 404)
  t.equal(await status(`${base}/no/such/address`), 404)
  t.equal(await status(`${base}/works`, { method: 'DELETE' }), 405)
  t.equal(await status(`${base}/works?nonsense=1`), 400)
  const total = (method: string, route: string, status: string) =>
    `colophon_http_requests_total{method="${method}",route="${route}",status="${status}"}`
  const samples = await samplesWith(metrics, (found) => found.has(total('GET', '/works', '400')))
  const counted = [...samples].filter(([name]) => name.startsWith('colophon_http_requests_total'))
  t.strictSame(
    counted.sort(),
    [
      [total('GET', NUMBERED, '200'), 4],
      [total('HEAD', NUMBERED, '200'), 1],
      [total('GET', NUMBERED, '404'), 1],
      [total('GET', 'none', '404'), 1],
      [total('DELETE', '/works', '405'), 1],
      [total('GET', '/works', '400'), 1],
    ].sort(),
  )
  t.equal(samples.get(`colophon_http_request_duration_seconds_count{method="GET",route="${NUMBERED}"}`), 5)
  t.equal(
    samples.get(`colophon_http_request_duration_seconds_bucket{le="+Inf",method="GET",route="${NUMBERED}"}`),
    5,
  )
  t.equal(samples.get('colophon_http_requests_under_way'), 0)
})

t.test('a request whose client goes away before its answer is counted as aborted', async (t) => {
  const { base, metrics } = await serve(t)
  const { port, hostname } = new URL(base)
  const socket = connect({ port: Number(port), host: hostname })
  // The body never comes, so that no answer is sent before the connection ends.
  socket.write(
    'POST /verify HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{',
  )
  await samplesWith(metrics, (found) => found.get('colophon_http_requests_under_way') === 1)
  socket.destroy()
  const aborted = 'colophon_http_requests_total{method="POST",route="/verify",status="aborted"}'
  const samples = await samplesWith(metrics, (found) => found.has(aborted))
  t.equal(samples.get(aborted), 1)
  t.equal(samples.get('colophon_http_requests_under_way'), 0)
})

t.test('the archive, its files, the writer and the process are told of', async (t) => {
  const { metrics } = await serve(t)
  const samples = samplesIn(await (await fetch(metrics)).text())
  t.equal(samples.get('colophon_archive_readable'), 1)
  t.equal(samples.get('colophon_archive_things{kind="works"}'), 1)
  t.equal(samples.get('colophon_archive_things{kind="paragraphs"}'), 12)
  t.ok(samples.get('colophon_log_entries')! >= 1)
  t.ok(samples.get('colophon_database_bytes')! > 0)
  t.equal(samples.get('colophon_writer_waiting{kind="changes"}'), 0)
  t.ok(samples.get('process_resident_memory_bytes')! > 0)
  t.ok(samples.has('nodejs_eventloop_lag_p99_seconds'))
})

t.test('the address of the metrics has nothing else, and the public one has no metrics', async (t) => {
  const { base, metrics } = await serve(t)
  t.equal(await status(`${base}/metrics`), 404)
  t.equal(await status(new URL('/works', metrics).href), 404)
  t.equal(await status(metrics, { method: 'POST' }), 405)
  t.equal(await status(metrics, { method: 'HEAD' }), 200)
  t.match((await fetch(metrics)).headers.get('content-type'), 'text/plain; version=0.0.4')
})

t.test('of several processes each tells of itself, and a name is there once', async (t) => {
  const { base, metrics } = await serve(t, '--workers', '2')
  for (let time = 0; time < 4; time++) {
    // A connection of its own each time: the system gives it to either worker.
    const sent = request(`${base}/works`, { agent: false }).end()
    const [answer] = await once(sent, 'response')
    await once(answer.resume(), 'end')
  }
  const totals = (samples: Map<string, number>) =>
    [...samples].filter(([name]) => name.startsWith('colophon_http_requests_total{'))
  const sum = (samples: Map<string, number>) => totals(samples).reduce((all, [, value]) => all + value, 0)
  const samples = await samplesWith(metrics, (found) => sum(found) >= 4)
  t.equal(sum(samples), 4)
  for (const [name] of totals(samples)) t.match(name, /process="worker [12]"/)
  for (const process of ['writer', 'worker 1', 'worker 2'])
    t.ok(samples.get(`process_resident_memory_bytes{process="${process}"}`)! > 0, process)
  t.equal(samples.get('colophon_archive_things{kind="works"}'), 1)
  const text = await (await fetch(metrics)).text()
  const types = [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name)
  t.equal(new Set(types).size, types.length)
})

t.test('a taken address of the metrics is told with the flag', async (t) => {
  const { metrics } = await serve(t)
  const { port } = new URL(metrics)
  const args = [
    'dist/src/main.js',
    'serve',
    '--port',
    '0',
    '--metrics',
    port,
    '--data',
    join(t.testdir(), 'other'),
  ]
  const second = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  second.stderr.setEncoding('utf8').on('data', (text) => {
    said += text
  })
  const [code] = await once(second, 'exit')
  t.equal(code, 1)
  t.match(said, `cannot listen on 127.0.0.1:${port}`)
  t.match(said, 'name another port with --metrics')
})

t.test('the log of requests has one line for each, with its route, status and time', async (t) => {
  const { base, log } = await serve(t, '--log-level', 'info')
  t.equal(await status(`${base}/works/${WORK}?format=txt`), 200)
  t.equal(await status(`${base}/works/zzz`), 404)
  const lines = () =>
    log()
      .split('\n')
      .filter((line) => line.includes('"req":'))
      .map((line) => JSON.parse(line))
  while (lines().length < 2) await sleep(20)
  t.strictSame(
    lines().map(({ req, route, res, msg }) => ({ method: req.method, route, status: res.statusCode, msg })),
    [
      { method: 'GET', route: '/works/:work', status: 200, msg: 'request completed' },
      { method: 'GET', route: '/works/:work', status: 404, msg: 'request completed' },
    ],
  )
  for (const { responseTime } of lines()) t.ok(responseTime > 0)
})

t.test('each class of a histogram holds those below it, and the last holds all', async (t) => {
  const times = fc.array(fc.double({ min: 0, max: 100_000, noNaN: true }), { maxLength: 50 })
  fc.assert(
    fc.property(times, (milliseconds) => {
      const counts = new RequestCounts()
      for (const time of milliseconds) {
        counts.begin()
        counts.end('GET', '/a', { status: '200', milliseconds: time })
      }
      const samples = counts.families().flatMap(({ values }) => values)
      for (const { metricName, labels, value } of samples)
        if (metricName?.endsWith('_bucket')) {
          const most = labels['le'] === '+Inf' ? Infinity : Number(labels['le'])
          t.equal(value, milliseconds.filter((time) => time / 1000 <= most).length)
        }
    }),
  )
})

t.test('families of one name become one', async (t) => {
  const family = (value: number) => ({
    name: 'a',
    help: 'A.',
    type: 'gauge' as const,
    values: [{ value, labels: {} }],
  })
  t.strictSame(
    together([
      { labels: { process: 'one' }, families: [family(1)] },
      { labels: { process: 'two' }, families: [family(2)] },
    ]),
    [
      {
        ...family(0),
        values: [
          { value: 1, labels: { process: 'one' } },
          { value: 2, labels: { process: 'two' } },
        ],
      },
    ],
  )
})
