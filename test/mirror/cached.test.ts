/** Copies behind nginx, as docs/scaling.md describes it: the same answers, kept, and readers go on when servers stop. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import { directoryFor } from '../support/directory.ts'
import { appOver, testMirror, testOrigin } from '../support/mirror.ts'
import { ROOT } from '../support/root.ts'

const WITHOUT_NGINX = spawnSync('nginx', ['-v']).error !== undefined && 'nginx is not installed'
const HTML = 'text/html,application/xhtml+xml,*/*;q=0.8'

interface Answer {
  status: number
  cache: string | undefined
  type: string | undefined
  etag: string | undefined
  body: string
}

/** nginx with the documented configuration, at a socket, before copies that listen on these ports. */
async function nginx(t: Test, ports: readonly [number, number]) {
  const directory = directoryFor(t)
  const socket = join(directory, 'nginx.sock')
  const cache = join(directory, 'cache')
  const documented = readFileSync(join(ROOT, 'docs/nginx.conf'), 'utf8')
  const here = documented
    .replace('127.0.0.1:3001', `127.0.0.1:${ports[0]}`)
    .replace('127.0.0.1:3002', `127.0.0.1:${ports[1]}`)
    .replace('127.0.0.1:8080', `unix:${socket}`)
    .replace('/var/cache/nginx/colophon', cache)
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  const paths = temporary.map((name) => `${name}_temp_path ${join(directory, name)};`).join('\n')
  writeFileSync(
    join(directory, 'nginx.conf'),
    `daemon off; pid ${directory}/pid; error_log stderr;
     ${process.getuid?.() === 0 ? 'user root;' : ''}
     events {} http { access_log off; ${paths} ${here} }`,
  )
  const server = spawn('nginx', ['-p', directory, '-c', 'nginx.conf', '-e', 'stderr'], { stdio: 'inherit' })
  t.teardown(() => ended(server))
  while (!existsSync(socket)) {
    if (server.exitCode !== null) throw new Error('nginx did not start')
    await new Promise((later) => setTimeout(later, 20))
  }
  const ask = (path: string, accept = '*/*') => get(socket, path, accept)
  return Object.assign(ask, { cache })
}

async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return
  const exit = new Promise((done) => server.once('exit', done))
  server.kill('SIGTERM')
  await exit
}

function get(socketPath: string, path: string, accept: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath, path, headers: { accept } }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part) => parts.push(part)).on('error', reject)
      answer.on('end', () => {
        const { 'x-cache-status': cache, 'content-type': type, etag } = answer.headers
        const body = Buffer.concat(parts).toString('utf8')
        resolve({ status: answer.statusCode!, cache: cache as string | undefined, type, etag, body })
      })
    })
    asked.on('error', reject).end()
  })
}

async function listening(app: FastifyInstance): Promise<number> {
  await app.listen({ host: '127.0.0.1', port: 0 })
  return (app.server.address() as AddressInfo).port
}

t.test('copies behind a cache', { skip: WITHOUT_NGINX }, async (t) => {
  const origin = await testOrigin(t)
  const copies = await Promise.all([testMirror(t, origin), testMirror(t, origin)])
  for (const copy of copies) await copy.sync()
  const apps = await Promise.all(copies.map((copy) => appOver(t, copy.directory)))
  const ask = await nginx(t, [await listening(apps[0]!), await listening(apps[1]!)])
  const work = (await origin.app.inject('/works')).json().items[0].id
  const version = (await origin.app.inject(`/works/${work}`)).json().version.id
  const asked: [path: string, accept: string][] = [
    [`/works/${work}`, '*/*'],
    [`/works/${work}`, HTML],
    [`/works/${work}`, 'application/x-bibtex'],
    [`/works/${work}/paragraphs/3`, 'application/json'],
    [`/works/${work}/versions/${version}.txt`, '*/*'],
    [`/works/${work}/source`, '*/*'],
    ['/log/checkpoint', '*/*'],
    ['/works?limit=1', '*/*'],
  ]

  for (const [path, accept] of asked) {
    const told = await origin.app.inject({ url: path, headers: { accept } })
    const first = await ask(path, accept)
    t.match(first, { status: 200, type: told.headers['content-type'], etag: told.headers.etag }, path)
    t.equal(first.body, told.rawPayload.toString('utf8'), `${path} as ${accept}`)
  }
  for (const [path, accept] of asked.slice(0, 6)) {
    const again = await ask(path, accept)
    t.equal(again.cache, 'HIT', `${path} as ${accept} was kept`)
    t.match(again.type, accept === HTML ? /html/ : accept.includes('bibtex') ? /bibtex/ : /./)
  }
  t.equal((await ask(`/works/${work.slice(0, -1)}`)).status, 404)
  t.equal((await ask('/search?q=abandonment')).status, 200)
  const checkpoint = (await ask('/log/checkpoint')).body

  await origin.writer.withdraw({ work, version: null, reason: 'Asked for.', erase: false })
  const other = { bytes: Buffer.from('# Another\n\nWords of another kind.\n'), mediaType: 'text/markdown' }
  const { work: added } = await origin.writer.importSource(other)
  await origin.sign()
  for (const copy of copies) await copy.sync()
  const signed = (await origin.app.inject('/log/checkpoint')).body
  t.not(signed, checkpoint)
  t.equal((await ask('/log/checkpoint')).body, signed, 'the checkpoint is never an old one')
  t.equal((await ask(`/works/${added}`)).status, 200)
  t.equal((await ask(asked[4]![0])).status, 200, 'what was withdrawn is kept in the cache')
  for (const name of readdirSync(ask.cache)) rmSync(join(ask.cache, name), { recursive: true })
  t.equal((await ask(asked[4]![0])).status, 410, 'until it is emptied')
  for (const path of ['', '.html', '.txt']) await ask(`/works/${added}${path}`)

  await apps[0]!.close()
  for (const path of ['.md', '.bib', '.ris', '/paragraphs', '/versions'])
    t.equal((await ask(`/works/${added}${path}`)).status, 200, 'the other copy answers')
  await apps[1]!.close()
  for (const path of ['', '.html', '.txt', '.md'])
    t.equal((await ask(`/works/${added}${path}`)).status, 200, `${path} is answered with all servers stopped`)
  t.equal((await ask(`/works/${added}/provenance`)).status, 502, 'what nobody has asked for is not')
})
