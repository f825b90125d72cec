/** A server on an archive of its own, and what stands in it. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../../dist/src/main.js', import.meta.url))
/** What is to be tried must not be refused for its number. */
const LIMITS = 'quotesPerMinute=1000000000,requestsPerMinute=0'

/** @returns {Promise<{port: number, key: string, known: (name: string) => string[], stop: () => Promise<void>}>} */
export async function startServer() {
  const data = mkdtempSync(join(tmpdir(), 'colophon-fuzz-'))
  const server = spawn(
    process.execPath,
    [MAIN, 'serve', '--seed', '--data', data, '--port', '0', '--limits', LIMITS, '--log-level', 'silent'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const exit = once(server, 'exit')
  const port = await listeningPort(server)
  const key = spawnSync(
    process.execPath,
    [MAIN, 'key', 'create', 'fuzz', '--scope', 'ingest', '--data', data],
    { encoding: 'utf8' },
  )
  const known = await readKnown(`http://127.0.0.1:${port}`)
  return {
    port,
    key: key.stdout.trim(),
    known: (name) => known[name] ?? [],
    hasEnded: () => server.exitCode !== null || server.signalCode !== null,
    stop: async () => {
      server.kill('SIGTERM')
      await exit
      rmSync(data, { recursive: true, force: true })
    },
  }
}

async function listeningPort(server) {
  let printed = ''
  for await (const chunk of server.stdout) {
    printed += chunk
    const [, port] = /listens on http:\/\/127\.0\.0\.1:(\d+)/.exec(printed) ?? []
    if (port) {
      server.stdout.resume()
      return Number(port)
    }
  }
  throw new Error('The server did not start.')
}

/** Values of parameters by name, of what is in the archive. */
async function readKnown(base) {
  const read = async (path) => (await fetch(`${base}${path}`)).json()
  const [work] = (await read('/works')).items
  const paragraphs = (await read(`/works/${work.id}/paragraphs`)).items
  const versions = (await read(`/works/${work.id}/versions`)).items.map(({ id }) => id)
  const quote = await (
    await fetch(`${base}/quotes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ work: work.id, exact: 'where abandonment has led' }),
    })
  ).json()
  const { source } = await read(`/works/${work.id}/provenance`)
  return {
    work: [work.id, work.slug],
    version: versions,
    other: versions,
    paragraph: ['1', '3', paragraphs[4].id],
    number: ['1', '12', '13'],
    id: [quote.id, paragraphs[2].id, work.id],
    sha256: [source.sha256],
    exact: ['where abandonment has led', 'the'],
    q: ['abandonment', 'siege of Aleppo'],
    style: ['apa', 'mla'],
    code: ['busy'],
    path: ['0/000', '0/000.p/1', 'entries/000.p/1'],
  }
}
