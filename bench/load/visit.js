/** Asks for every target once: that warms what is cached and shows that the answer is the one to measure. */

const AT_ONCE = 16

/**
 * @param {string} base address of a server
 * @param {import('./load.js').Target[]} targets
 * @param {number} status that each must answer
 * @returns {Promise<{bytes: number, etag: string | null}[]>} length of each body, and its entity tag
 * @throws Error that names the target which answered otherwise
 */
export async function visit(base, targets, status, signal) {
  const answers = new Array(targets.length)
  let at = 0
  const visitor = async () => {
    while (at < targets.length) {
      signal.throwIfAborted()
      const own = at++
      answers[own] = await ask(base, targets[own], status)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, visitor))
  return answers
}

async function ask(base, { path, etag, encoding = 'identity' }, status) {
  // Without it fetch asks for compression, which most of the load does not.
  const headers = { 'accept-encoding': encoding, ...(etag && { 'if-none-match': etag }) }
  const answer = await fetch(base + path, { headers })
  const body = await answer.arrayBuffer()
  if (answer.status === status) return { bytes: body.byteLength, etag: answer.headers.get('etag') }
  throw new Error(`${path} answered ${answer.status}, not ${status}: ${Buffer.from(body).subarray(0, 300)}`)
}
