/** Registers quotes as clients do: words from the middle of paragraphs, over HTTP. */
import { between, random, sample } from './random.js'

const AT_ONCE = 8
const WORDS = 8

/**
 * @param {string} base address of a server
 * @param {{work: string, text: string}[]} paragraphs to quote from, one quote each at most
 * @returns {Promise<string[]>} ids of the quotes
 */
export async function registerQuotes(base, paragraphs, { count, signal }) {
  const next = random(count)
  const left = sample(next, paragraphs, count)
  const ids = []
  const client = async () => {
    for (let from = left.pop(); from; from = left.pop()) {
      signal.throwIfAborted()
      ids.push(await register(base, { work: from.work, exact: someWords(next, from.text) }))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, client))
  return ids.sort()
}

function someWords(next, text) {
  const words = text.split(' ')
  const start = between(next, 0, Math.max(0, words.length - WORDS))
  return words.slice(start, start + WORDS).join(' ')
}

async function register(base, quote) {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${base}/quotes`, {
    method: 'POST',
    headers,
    body: JSON.stringify(quote),
  })
  if (!answer.ok) throw new Error(`POST /quotes answered ${answer.status}: ${await answer.text()}`)
  return (await answer.json()).id
}
