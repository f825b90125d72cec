import t from 'tap'
import { coreOf, wordsDigest } from '../../src/identity/digest.ts'
import { CoreTable } from '../../src/matching/core-table.ts'
import { ReadingText } from '../../src/matching/reading-text.ts'

const WORDS = Array.from({ length: 500 }, (_, n) => `word${n}`)
const text = new ReadingText([{ ordinal: 0, number: 1, paragraph: 'p', text: WORDS.join(' ') }])
const RANGES = WORDS.map((word) => {
  const start = ` ${text.text} `.indexOf(` ${word} `)
  return { start, end: start + word.length }
})

t.test('every range is found by its core, and nothing else is', async (t) => {
  const table = new CoreTable(WORDS.length)
  for (const [n, word] of WORDS.entries()) table.add(text, wordsDigest(word), RANGES[n]!)
  for (const [n, word] of WORDS.entries()) t.same(table.find(text, coreOf(word)), RANGES[n])
  t.equal(table.find(text, coreOf('word500')), undefined)
  t.ok(table.bytes < 30 * WORDS.length)
})

t.test('what begins with the same bits is told apart', async (t) => {
  const table = new CoreTable(2)
  const digest = wordsDigest('word7')
  table.add(text, digest.slice(0, 8) + '0'.repeat(56), RANGES[3]!)
  table.add(text, digest, RANGES[7]!)
  t.same(table.find(text, coreOf('word7')), RANGES[7])
})

t.test('the same words again change nothing: the first place is found', async (t) => {
  const twice = new ReadingText([{ ordinal: 0, number: 1, paragraph: 'p', text: 'again again' }])
  const table = new CoreTable(1)
  for (const start of [0, 6]) table.add(twice, wordsDigest('again'), { start, end: start + 5 })
  t.same(table.find(twice, coreOf('again')), { start: 0, end: 5 })
})
