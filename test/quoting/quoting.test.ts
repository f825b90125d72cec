import t from 'tap'
import { coreOf } from '../../src/identity/digest.ts'
import { nearestPassage } from '../../src/matching/nearest.ts'
import { findOccurrences, standingBetween } from '../../src/matching/occurrences.ts'
import { ReadingText } from '../../src/matching/reading-text.ts'
import { SentenceRuns } from '../../src/matching/sentence-runs.ts'
import { isHint, printHint, readHint } from '../../src/quoting/hint.ts'
import { canonicalExact, canonicalWords } from '../../src/text/canonical.ts'
import { sentencePieces } from '../../src/text/sentences.ts'
import { wordDiff } from '../../src/text/word-diff.ts'
import { anyText } from '../support/arbitraries.ts'
import { sliceCodePoints } from '../support/code-points.ts'
import fc from '../support/properties.ts'
import { runs } from '../support/runs.ts'

/** A text of paragraphs, whose ids tell their numbers. */
function reading(...texts: string[]): ReadingText {
  return new ReadingText(
    texts.map((text, ordinal) => ({
      ordinal,
      number: ordinal + 1,
      paragraph: String(ordinal + 1).padStart(16, '0'),
      text: canonicalExact(text),
    })),
  )
}

const found = (text: ReadingText, words: string) =>
  findOccurrences(text, canonicalWords(words)).map(({ range }) => text.exact(range))

t.test('words are found wherever only typography differs', async (t) => {
  const text = reading(
    'She said \u201cit\u2019s over\u201d \u2014 and left\u2026',
    'The \ufb01rst caf\u00e9 of the 1990\u20131995 boom.',
  )
  t.same(found(text, `"it's over"`), ['\u201cit\u2019s over\u201d'])
  t.same(found(text, 'over" -- and left...'), ['over\u201d \u2014 and left\u2026'])
  t.same(found(text, 'first cafe\u0301'), ['\ufb01rst caf\u00e9'])
  t.same(found(text, '1990-1995'), ['1990\u20131995'])
  t.same(found(text, 'left\u2026\n\nThe \ufb01rst'), ['left\u2026 The \ufb01rst'], 'over the paragraphs')
})

t.test('words that differ are not found', async (t) => {
  const text = reading('He was not impressed by 1.5 per cent, said Caf\u00e9.')
  for (const words of ['was impressed', 'Was not', '15 per cent', 'Cafe.', 'said, Caf\u00e9']) {
    t.same(found(text, words), [], words)
  }
})

t.test('half a ligature and half a cluster are no words', async (t) => {
  t.same(found(reading('\ufb01ne day'), 'ine day'), [])
  t.same(found(reading('\u{1f469}\u200d\u{1f469}\u200d\u{1f467} family'), '\u{1f467} family'), [])
  t.same(found(reading('e\u0323x'), 'e'), [], 'not without its mark')
})

t.test('overlapping places count, and a text without end is not searched for ever', async (t) => {
  t.equal(found(reading('aaaa'), 'aa').length, 3)
  t.equal(found(reading('a'.repeat(50_000)), 'a').length, 10_000)
})

t.test('the words around tell one place from another', async (t) => {
  const text = reading('One \u201ctwo\u201d three. One two four.')
  const places = findOccurrences(text, 'One')
  const at = (context: object) => standingBetween(text, places, context).map((place) => place.n)
  t.same(at({}), [1, 2])
  t.same(at({ suffix: ' "two"' }), [1])
  t.same(at({ prefix: 'three. ' }), [2])
  t.same(at({ prefix: 'four.' }), [])
})

t.test('whatever is cut from a text is found there again, with spans that are its parts', async (t) => {
  fc.assert(
    fc.property(fc.array(anyText, { minLength: 1, maxLength: 4 }), fc.nat(), fc.nat(), (texts, a, b) => {
      const blocks = texts.map(canonicalExact).filter(Boolean)
      if (blocks.length === 0) return true
      const text = reading(...blocks)
      const [start, end] = [a % text.text.length, b % text.text.length].sort((x, y) => x - y)
      const words = canonicalWords(text.text.slice(start, end))
      for (const { range } of findOccurrences(text, words)) {
        const exact = text.exact(range)
        if (canonicalWords(exact) !== words) return false
        const spans = text.spans(range)
        const parts = spans.map((span) =>
          sliceCodePoints(text.blocks[span.block]!.text, span.start, span.end),
        )
        if (parts.join(' ') !== exact) return false
        const hint = printHint(text, [range])
        const back = readHint(text, hint)
        if (!isHint(hint) || back?.[0]?.start !== range.start || back[0].end !== range.end) return false
      }
      return true
    }),
    { numRuns: runs(5000) },
  )
  t.pass('5,000 texts')
})

t.test('a hint that points at nothing is none', async (t) => {
  const text = reading('One.', 'Two.')
  for (const hint of [
    '',
    '1',
    '1:0',
    '1:3-2',
    '1:0-99',
    '9:0-1',
    '1:0-9:1',
    'b7:0-1',
    '1:0-1-2',
    '../1:0-1',
  ]) {
    t.equal(readHint(text, hint), null, hint)
  }
  t.same(readHint(text, '1:0-2:4'), [{ start: 0, end: 9 }])
  t.same(readHint(text, 'b1:0-3'), [{ start: 5, end: 8 }])
})

t.test('sentences and their runs of up to eight are found by their core', async (t) => {
  const sentences = Array.from({ length: 12 }, (_, n) => `This is sentence ${n}.`)
  const text = reading(sentences.slice(0, 6).join(' '), sentences.slice(6).join(' '))
  const runs = new SentenceRuns()
  const find = (words: string) => runs.find(1, text, coreOf(words))
  t.equal(await find(sentences[3]!), sentences[3])
  const eight = sentences.slice(2, 10).join(' ')
  t.equal(await find(eight), eight, 'eight, over a paragraph break')
  t.equal(await find(sentences.slice(2, 11).join(' ')), undefined, 'not nine')
  t.equal(await find('sentence 3.'), undefined, 'not a part of one')
})

t.test(
  'any run of sentence pieces is found by the core of its words, whatever stands on their borders',
  async (t) => {
    const border = fc.constantFrom(
      ' ',
      '. ',
      '.',
      '? - ',
      '! \u2014 ',
      '.\u201d ',
      '\u3002',
      '. . ',
      '\u2026 ',
      '.\u200f ',
    )
    const block = fc
      .array(fc.tuple(fc.oneof(anyText, fc.constantFrom('So', 'it', '1')), border), {
        minLength: 1,
        maxLength: 12,
      })
      .map((parts) => canonicalExact(parts.flat().join('')))
      .filter((text) => text !== '')
    await fc.assert(
      fc.asyncProperty(fc.array(block, { minLength: 1, maxLength: 4 }), async (blocks) => {
        const text = reading(...blocks)
        const runs = new SentenceRuns()
        let head = 0
        const pieces = blocks.flatMap((block) => {
          const start = head
          head += block.length + 1
          return sentencePieces(block).map((piece) => ({
            start: start + piece.start,
            end: start + piece.end,
          }))
        })
        for (const [first, { start }] of pieces.entries()) {
          for (const { end } of pieces.slice(first, first + 8)) {
            const words = canonicalWords(text.exact({ start, end }))
            const found = await runs.find(1, text, coreOf(words))
            t.equal(found && canonicalWords(found), words)
          }
        }
      }),
    )
  },
)

t.test('a long work is searched for a core without holding up the process', async (t) => {
  const paragraphs = Array.from({ length: 2000 }, (_, n) =>
    Array.from({ length: 6 }, (_, m) => `Sentence ${m} of paragraph ${n} says little.`).join(' '),
  )
  const text = reading(...paragraphs)
  let turns = 0
  const timer = setInterval(() => turns++, 1)
  const runs = new SentenceRuns()
  const words = 'Sentence 5 of paragraph 1999 says little.'
  const [first, second] = await Promise.all([
    runs.find(1, text, coreOf(words)),
    runs.find(1, text, coreOf('No.')),
  ])
  clearInterval(timer)
  t.equal(first, words)
  t.equal(second, undefined)
  t.ok(turns > 10, 'others had their turns meanwhile')
})

t.test('the nearest passage is offered for words that were changed, none for invented ones', async (t) => {
  const text = reading(
    'Syrian civil society was not generally impressed by the re-brand. More followed.',
    'Something quite different stands here, about bread and its price.',
  )
  const nearest = nearestPassage(text, 'Syrian civil society was generally impressed by the re-brand.')
  t.match(nearest, {
    block: { number: 1 },
    passage: /^Syrian civil society was not generally impressed by the re-brand\.$/,
  })
  t.equal(nearestPassage(text, 'Bananas ripen slowly in the cellar of the house.'), null)
  t.match(nearestPassage(text, 'bread and its prize'), { block: { number: 2 } })
})

t.test('a word diff leads from one text to the other', async (t) => {
  const diff = wordDiff('was generally impressed', 'was not generally impressed')
  t.equal(
    diff
      .filter(({ op }) => op !== 'insert')
      .map(({ text }) => text)
      .join(''),
    'was generally impressed',
  )
  t.equal(
    diff
      .filter(({ op }) => op !== 'delete')
      .map(({ text }) => text)
      .join(''),
    'was not generally impressed',
  )
  t.match(diff.find(({ op }) => op === 'insert')?.text, /not/)
  const unlike = (word: string) => Array.from({ length: 3000 }, (_, n) => `${word}${n}`).join(' ')
  t.equal(
    wordDiff(unlike('a'), unlike('b'))
      .filter(({ op }) => op !== 'insert')
      .map(({ text }) => text)
      .join(''),
    unlike('a'),
    'also where nothing is the same',
  )
})
