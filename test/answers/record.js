/**
 * Records the answers of every route on a fixed archive, so that a refactoring can be shown to change none.
 *
 *   node test/answers/record.js build ARCHIVE
 *   node test/answers/record.js record ARCHIVE OUT.json [--app CHECKOUT]
 *   node test/answers/record.js compare BEFORE.json AFTER.json
 *
 * `build` makes the archive, `record` sends the same requests to a server on a copy of it, `compare` prints what
 * differs. Exit code 1 when anything differs, or an operation of openapi.yaml was never answered.
 */
import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { buildArchive } from './archive.js'
import { compare } from './compare.js'
import { unanswered } from './operations.js'
import { requests } from './requests.js'
import { buildIfStale, ROOT, startServer } from './server.js'

/** Shorter bodies are kept as they are, so that a difference can be seen. */
const SHOWN_BYTES = 4096
/** What the moment or the machine decides, not the server: when it was sent, and when a file of a package was installed. */
const UNSTEADY = (path) => ['date', ...(path.startsWith('/docs/static/') ? ['etag', 'last-modified'] : [])]

/** Sends all requests, one at a time, with those that follow from their answers. */
async function exchangesWith({ ask }, names) {
  const exchanges = []
  const send = async (wanted) => {
    const answer = await ask(wanted)
    exchanges.push(exchange(wanted, answer))
    for (const more of wanted.follow?.(wanted, answer) ?? []) await send(more)
  }
  for (const wanted of requests(names)) await send(wanted)
  return exchanges
}

/** A request and its answer as they are recorded. */
function exchange({ method = 'GET', path = 'raw', headers = {}, body, raw, mask }, answer) {
  const masked = mask ? Buffer.from(mask(answer.body.toString())) : answer.body
  const unsteady = [...UNSTEADY(path), ...(mask ? ['etag', 'repr-digest'] : [])]
  const kept = Object.entries(answer.headers).filter(([name]) => !unsteady.includes(name))
  const { authorization, ...requestHeaders } = headers
  const sent = raw ?? (typeof body === 'string' && body.length <= SHOWN_BYTES ? body : undefined)
  return {
    method,
    path,
    requestHeaders: authorization ? { ...requestHeaders, authorization: '…' } : requestHeaders,
    ...(sent !== undefined && { requestBody: sent }),
    status: answer.status,
    headers: Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1))),
    bodySha256: createHash('sha256').update(masked).digest('hex'),
    body: masked.length <= SHOWN_BYTES && isUtf8(masked) ? masked.toString() : null,
  }
}

/** Records the answers of the server of a checkout on a copy of the archive. */
async function record(archive, out, checkout) {
  buildIfStale(checkout)
  const names = JSON.parse(readFileSync(join(archive, 'names.json'), 'utf8'))
  const copy = mkdtempSync(join(tmpdir(), 'colophon-answers-'))
  try {
    cpSync(join(archive, 'data'), copy, { recursive: true })
    const server = await startServer({ checkout, data: copy, now: names.now })
    const exchanges = await exchangesWith(server, names).finally(server.stop)
    writeFileSync(out, `[\n${exchanges.map((each) => JSON.stringify(each)).join(',\n')}\n]\n`)
    const missing = unanswered(exchanges)
    if (missing.length > 0) throw new Error(`Never answered with success: ${missing.join(', ')}`)
    console.log(`${exchanges.length} requests`)
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { app: { type: 'string', default: ROOT } },
})
const [verb, first, second] = positionals
if (verb === 'build' && first) await buildArchive(resolve(first))
else if (verb === 'record' && second) await record(resolve(first), resolve(second), resolve(values.app))
else if (verb === 'compare' && second) process.exitCode = compare(first, second)
else {
  console.error(
    'Usage: record.js build ARCHIVE | record ARCHIVE OUT.json [--app CHECKOUT] | compare BEFORE AFTER',
  )
  process.exitCode = 2
}
