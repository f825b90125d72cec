/** Documents to import, made from their number alone, so that every process makes the same bytes. */

const WORDS =
  'the ferry leaves at six and nobody who waited on the quay for news of the siege has gone home since'.split(
    ' ',
  )
const SHARED = 'This paragraph stands in every document, so that works share a row of the store.'
/** Every so many documents there is a long one, whose commit takes many pages. */
const LONG_EACH = 7
const SHORT_PARAGRAPHS = 12
const LONG_PARAGRAPHS = 400

/** The bytes of document `n`: a title, an author, a date and paragraphs that no other document has. */
export function documentBytes(n) {
  const random = randomFrom(n)
  const count = 1 + Math.floor(random() * (n % LONG_EACH === 0 ? LONG_PARAGRAPHS : SHORT_PARAGRAPHS))
  const paragraphs = Array.from({ length: count }, (_, at) => paragraph(n, at, random))
  return Buffer.from(
    [`# Document ${n}`, 'Maria Alvarez', '3 May 2019', ...paragraphs, SHARED].join('\n\n') + '\n',
  )
}

function paragraph(n, at, random) {
  const words = Array.from(
    { length: 5 + Math.floor(random() * 80) },
    () => WORDS[Math.floor(random() * WORDS.length)],
  )
  return `Sentence ${at} of document ${n} — “${words.join(' ')}”.`
}

/** A seeded source of numbers in [0, 1) (mulberry32). */
export function randomFrom(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
