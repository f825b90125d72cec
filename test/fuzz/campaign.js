/** Asks a server much that follows the description of its API, and much that does not; tells what is wrong with the answers. */
import { Agent, request } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { readDescription } from './description.js'
import { judgeBy } from './judge.js'
import { judgeRaw, rawRequests } from './raw.js'
import { requestsTo } from './requests.js'

const AT_ONCE = 8
const LONGEST = 60_000
/** One in so many is sent as bytes of our own. */
const EVERY_RAW = 20
/** Some at a time: all of them would not fit into memory. */
const BATCH = 500

/**
 * @param {{port: number, key: string, known: (name: string) => string[], requests: number, seed: number,
 *   progress?: (done: number) => void}} campaign
 * @returns {Promise<{asked: number, statuses: Record<string, number>, faults: Map<string, {count: number, example: object}>}>}
 */
export async function fuzz({ port, key, known, requests, seed, progress = () => {} }) {
  const { components, operations } = readDescription()
  const judge = judgeBy(components)
  const arbitrary = requestsTo(operations, known, components)
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
  const statuses = {}
  const faults = new Map()
  const blame = (what, example) => {
    const fault = faults.get(what) ?? { count: 0, example }
    faults.set(what, { ...fault, count: fault.count + 1 })
  }
  const askOne = async (asked) => {
    const answer = await answerTo(asked, { port, agent, key })
    statuses[answer.status] = (statuses[answer.status] ?? 0) + 1
    if (answer.status === 'none' && !answer.fault) return
    const wrong = answer.fault ?? judge(asked.operation, answer)
    if (wrong)
      blame(`${asked.operation?.id ?? asked.method}: ${wrong}`, {
        ...exampleOf(asked),
        answer: answer.body?.slice(0, 300),
      })
  }
  for (let done = 0; done < requests; done += BATCH) {
    const count = Math.min(BATCH, requests - done)
    const batch = fc.sample(arbitrary, { numRuns: count, seed: seed + done })
    const raws = fc.sample(rawRequests, { numRuns: Math.ceil(count / EVERY_RAW), seed: seed + done })
    await inTurns(batch, askOne)
    await inTurns(raws, async (bytes) => {
      const wrong = await judgeRaw(port, bytes)
      if (wrong) blame(`bytes: ${wrong}`, { bytes: bytes.slice(0, 600) })
    })
    progress(done + count)
  }
  agent.destroy()
  return { asked: requests, statuses, faults }
}

/** Several at once, in the order of the list. */
async function inTurns(items, work) {
  const left = items.values()
  const worker = async () => {
    for (const item of left) await work(item)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

/**
 * The answer to a request, or what kept it away; one request in two to what needs a key has one.
 *
 * @returns {Promise<{status: number | 'none', type?: string, body?: string, fault?: string}>}
 */
function answerTo(asked, { port, agent, key }) {
  const { operation, method, path, headers, body } = asked
  const authorization = operation?.secured && path.length % 2 === 0 ? { authorization: `Bearer ${key}` } : {}
  const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
  return new Promise((resolve) => {
    const options = { host: '127.0.0.1', port, method, path, agent }
    const sent = request({ ...options, headers: { ...headers, ...authorization, ...length } })
    sent.setTimeout(LONGEST, () => sent.destroy(new Error('no answer in time')))
    sent.once('error', ({ code, message }) =>
      resolve({ status: 'none', fault: CUT_OFF.has(code) ? undefined : message }),
    )
    sent.once('response', (answer) => {
      const chunks = []
      answer.on('data', (chunk) => chunks.push(chunk))
      answer.once('error', (error) =>
        resolve({ status: answer.statusCode, fault: `broken off: ${error.message}` }),
      )
      answer.once('end', () =>
        resolve({ status: answer.statusCode, ...contentOf(answer, Buffer.concat(chunks)) }),
      )
    })
    sent.end(body)
  })
}

/** A server may close before it has read a body that it refuses. */
const CUT_OFF = new Set(['ECONNRESET', 'EPIPE'])

function contentOf({ headers }, bytes) {
  const decoded =
    { br: brotliDecompressSync, gzip: gunzipSync }[headers['content-encoding']] ?? ((same) => same)
  return { type: headers['content-type'] ?? '', body: (bytes.length > 0 ? decoded(bytes) : bytes).toString() }
}

function exampleOf({ method, path, headers, body }) {
  return {
    method,
    path: path.slice(0, 600),
    headers,
    ...(body !== undefined && { body: body.slice(0, 600) }),
  }
}
