import { readFileSync } from 'node:fs'
import t from 'tap'
import { canonicalExact, canonicalWords } from '../../src/text/canonical.ts'
import { FoldedText } from '../../src/text/folded.ts'
import { hasTooManyMarks, MOST_MARKS } from '../../src/text/mark-runs.ts'
import { codePointLength, cutsGrapheme, toCodePoints, toUtf16 } from '../../src/text/offsets.ts'
import { sentencePieces } from '../../src/text/sentences.ts'
import { tokens } from '../../src/text/tokens.ts'
import { distinctWords, wordsOf } from '../../src/text/words.ts'
import { anyText } from '../support/arbitraries.ts'
import { sliceCodePoints } from '../support/code-points.ts'
import fc from '../support/properties.ts'
import { runs } from '../support/runs.ts'

const vectors = JSON.parse(
  readFileSync(new URL('../fixtures/identity/vectors.json', import.meta.url), 'utf8'),
)

t.test('every frozen vector has its exact text and its words', async (t) => {
  for (const vector of [...vectors.frozen, ...vectors.canonical]) {
    t.equal(canonicalExact(vector.input), vector.c1, `C1 of ${vector.name}`)
    t.equal(canonicalWords(vector.input), vector.c2, `C2 of ${vector.name}`)
  }
  for (const corner of vectors.corner) t.equal(canonicalWords(corner.input), corner.c2, corner.input)
})

t.test('canonical texts are idempotent, and the words of the exact text are the words', async (t) => {
  fc.assert(
    fc.property(anyText, (text) => {
      const exact = canonicalExact(text)
      const words = canonicalWords(text)
      return (
        canonicalExact(exact) === exact && canonicalWords(words) === words && canonicalWords(exact) === words
      )
    }),
    { numRuns: runs(20_000) },
  )
  t.pass('20,000 texts')
})

t.test('every offset vector counts code points, UTF-16 and UTF-8 alike', async (t) => {
  for (const vector of vectors.offsets) {
    const text = canonicalExact(vector.input)
    let utf16 = -1
    for (let nth = 0; nth < vector.nth; nth++) utf16 = text.indexOf(vector.exact, utf16 + 1)
    const utf16End = utf16 + vector.exact.length
    const utf8 = Buffer.byteLength(text.slice(0, utf16))
    t.same(
      {
        codepoint: { start: toCodePoints(text, utf16), end: toCodePoints(text, utf16End) },
        utf16: { start: utf16, end: utf16End },
        utf8: { start: utf8, end: utf8 + Buffer.byteLength(vector.exact) },
        length: {
          codepoint: codePointLength(text),
          utf16: text.length,
          utf8: Buffer.byteLength(text),
        },
      },
      { codepoint: vector.codepoint, utf16: vector.utf16, utf8: vector.utf8, length: vector.length },
      vector.name,
    )
    t.equal(sliceCodePoints(text, vector.codepoint.start, vector.codepoint.end), vector.exact)
  }
})

t.test('code point and UTF-16 offsets turn into each other', async (t) => {
  fc.assert(
    fc.property(anyText, fc.nat(), (raw, seed) => {
      const text = canonicalExact(raw)
      const length = codePointLength(text)
      const at = length === 0 ? 0 : seed % (length + 1)
      const characters = [...text]
      return (
        length === characters.length &&
        toCodePoints(text, toUtf16(text, at)) === at &&
        sliceCodePoints(text, at, length) === characters.slice(at).join('')
      )
    }),
    { numRuns: runs(5000) },
  )
  t.pass('5,000 texts')
})

t.test('an offset inside a grapheme cluster is known for one', async (t) => {
  for (const vector of vectors.graphemes) {
    const text = canonicalExact(vector.input)
    t.equal(cutsGrapheme(text, toUtf16(text, vector.offset)), vector.cutsGrapheme, vector.name)
    for (const boundary of vector.boundaries)
      t.notOk(cutsGrapheme(text, toUtf16(text, boundary)), vector.name)
  }
  const far = 'x'.repeat(10_000) + vectors.graphemes[1].input
  t.ok(cutsGrapheme(far, 10_002), 'in a long text too')
})

t.test('a folded text is the words, and leads back to a range with just these words', async (t) => {
  fc.assert(
    fc.property(anyText, fc.nat(), fc.nat(), (raw, a, b) => {
      const text = canonicalExact(raw)
      const folded = new FoldedText(text)
      if (folded.words !== canonicalWords(text)) return false
      const ends = [a % (folded.words.length + 1), b % (folded.words.length + 1)].sort((x, y) => x - y)
      const [start, end] = ends as [number, number]
      const range = folded.sourceRange({ start, end })
      if (!range) return true
      const found = canonicalWords(text.slice(range.start, range.end))
      return found === canonicalWords(folded.words.slice(start, end))
    }),
    { numRuns: runs(20_000) },
  )
  t.equal(new FoldedText('\u0301\u200f\u0323').words, '\u0323\u0301', 'marks at the beginning, put in order')
  const whole = new FoldedText('wait\u2026 \u201cso\u201d\u2014a \ufb01ne day')
  t.equal(whole.words, 'wait... "so"-a fine day')
  t.same(whole.sourceRange({ start: 8, end: 12 }), { start: 6, end: 10 }, 'the quoted word')
  t.equal(whole.sourceRange({ start: 16, end: 18 }), null, 'not from the middle of a ligature')
})

t.test('sentence pieces cover a text but for the spaces between them', async (t) => {
  t.same(pieces('Dr. Smith left! "Why?" he asked. No end'), [
    'Dr.',
    'Smith left!',
    '"Why?"',
    'he asked.',
    'No end',
  ])
  t.same(pieces('何？これは文だ。「そう。」終'), ['何？', 'これは文だ。', '「そう。」', '終'])
  t.same(pieces('Version 1.5 of it.'), ['Version 1.5 of it.'])
  fc.assert(
    fc.property(anyText, (raw) => {
      const text = canonicalExact(raw)
      return pieces(text).join('').replaceAll(' ', '') === text.replaceAll(' ', '')
    }),
  )
})

/** The rule of scheme 1 as it was first written: it may be sped up, but never changed. */
const FIRST_PIECE_END =
  /[.!?\u2026\u061f\u06d4\u0964\u0965\u203c-\u203d\u2047-\u2049]+["'\u2019\u201d\u00bb\u203a)\]}]*(?= |$)|[\u3002\uff01\uff0e\uff1f\uff61]+["'\u2019\u201d\u300d\u300f\uff09)\]]*/gu

t.test('sentence pieces end where they always did, and a run of full stops is read once', async (t) => {
  const signs = fc.constantFrom(...'.!?\u2026\u203c"\u2019)]} \u3002\uff0e\uff61\u300dax')
  fc.assert(
    fc.property(fc.array(signs, { maxLength: 30 }), (characters) => {
      const text = characters.join('').trim()
      const ends = [...text.matchAll(FIRST_PIECE_END)].map((match) => match.index + match[0].length)
      if ((ends.at(-1) ?? 0) < text.length) ends.push(text.length)
      const found = sentencePieces(text).map(({ end }) => end)
      return JSON.stringify(found) === JSON.stringify(ends)
    }),
    { numRuns: runs(20_000) },
  )
  t.same(pieces(`${'.'.repeat(300_000)}x`), [`${'.'.repeat(300_000)}x`], 'in the time of one look')
})

function pieces(text: string): string[] {
  return sentencePieces(text).map(({ start, end }) => text.slice(start, end))
}

t.test(
  'scripts without spaces are looked for and compared by characters, Tibetan is looked for by syllables',
  async (t) => {
    const cases: [script: string, text: string, looked: string, compared: string][] = [
      ['Han', '漢字 𠮷野', '漢 字 𠮷 野', '漢 字 𠮷 野'],
      ['Hiragana', 'ひらがな', 'ひ ら か な', 'ひ ら が な'],
      ['Katakana', 'コーヒー', 'コ ー ヒ ー', 'コ ー ヒ ー'],
      ['Thai', 'ภาษาไทย', 'ภ า ษ า ไ ท ย', 'ภ า ษ า ไ ท ย'],
      ['Lao', 'ພາສາລາວ', 'ພ າ ສ າ ລ າ ວ', 'ພ າ ສ າ ລ າ ວ'],
      ['Khmer', 'ភាសាខ្មែរ', 'ភ ស ខ ម រ', 'ភា សា ខ្ មែ រ'],
      ['Myanmar', 'မြန်မာ', 'မ န မ', 'မြ န် မာ'],
      ['Tibetan', 'བོད་ཡིག', 'བད ཡག', 'བོ ད ་ ཡི ག'],
      ['Yi, which is in no set', 'ꆈꌠꉙ', 'ꆈꌠꉙ', 'ꆈꌠꉙ'],
      ['Hangul, which sets spaces', '한국어 글', '한국어 글', '한국어 글'],
      ['Latin', 'two words', 'two words', 'two words'],
    ]
    for (const [script, text, looked, compared] of cases) {
      const places = [...wordsOf(text)].map(({ word }) => word)
      t.strictSame(distinctWords(text), new Set(places))
      const words = places.map((word) => word.normalize('NFC'))
      t.equal(words.join(' '), looked, `${script}: looked for`)
      t.equal(
        tokens(canonicalExact(text))
          .map((token) => token.text)
          .join(' '),
        compared,
        `${script}: compared`,
      )
    }
  },
)

t.test('more marks on a character than any script sets are found, however they come together', async (t) => {
  const few: Record<string, string> = {
    none: 'The ferry leaves at six.'.repeat(100),
    'as many as may be': `a${'\u0301\u0316'.repeat(MOST_MARKS / 2)}b`,
    'many characters with many marks': `a${'\u0301'.repeat(MOST_MARKS)}`.repeat(10),
    Hindi: 'हिन्दी में लिखा हुआ एक वाक्य। '.repeat(100),
    'Arabic with all its vowels': 'بِسْمِ ٱللَّهِ ٱلرَّحْمَـٰنِ ٱلرَّحِيمِ '.repeat(100),
    'Hebrew with accents': 'בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים '.repeat(100),
    Tibetan: 'ཧཱུྃ་རྒྱུད་བསྒྲུབས '.repeat(100),
    'format characters alone': '\u200e\u00ad'.repeat(1000),
    emoji: '👩\u200d❤\ufe0f\u200d👩'.repeat(300),
  }
  for (const [name, text] of Object.entries(few)) t.notOk(hasTooManyMarks(text), name)
  const many: Record<string, string> = {
    'one more than may be': `a${'\u0301\u0316'.repeat(MOST_MARKS / 2)}\u0301`,
    'at the beginning': '\u0301'.repeat(MOST_MARKS + 1),
    'over what the exact text deletes': '\u0301\u00ad\u200b'.repeat(MOST_MARKS + 1),
    'over what the words delete': '\u0301\u200e\u0640'.repeat(MOST_MARKS + 1),
    'of presentation forms': '\ufe77'.repeat(MOST_MARKS + 1),
    'of halfwidth sound marks': '\uff9e'.repeat(MOST_MARKS + 1),
  }
  for (const [name, text] of Object.entries(many)) t.ok(hasTooManyMarks(`Words ${text} and more.`), name)
})

t.test('what has few marks has few in its canonical texts and when it is decomposed', async () => {
  const longest = (text: string) =>
    Math.max(0, ...Array.from(text.matchAll(/\p{M}+/gu), ([run]) => Array.from(run).length))
  fc.assert(
    fc.property(
      anyText,
      fc.constantFrom('\u0301', '\ufe77', '\uff9e', '\u0301\u0640', '\u0316\u200e'),
      (text, mark) => {
        const piled = text + mark.repeat(100) + text
        if (hasTooManyMarks(piled)) return true
        return [canonicalExact(piled), canonicalWords(piled)].every(
          (canonical) => longest(canonical) <= 2 * MOST_MARKS,
        )
      },
    ),
    { numRuns: runs(200) },
  )
})
