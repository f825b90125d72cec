import t from 'tap'
import { ReadingText } from '../../src/matching/reading-text.ts'
import { describeChange } from '../../src/matching/verification/change.ts'
import type { Match } from '../../src/matching/verification/match.ts'
import { matchesIn } from '../../src/matching/verification/matches.ts'
import { assertFewOmissions } from '../../src/matching/verification/omissions/marks.ts'
import { Quotation } from '../../src/matching/verification/quotation.ts'
import { canonicalExact, canonicalWords } from '../../src/text/canonical.ts'
import { cutsGrapheme } from '../../src/text/offsets.ts'
import { anyText } from '../support/arbitraries.ts'
import fc from '../support/properties.ts'
import { runs } from '../support/runs.ts'
import { largeCorpora, smallCorpora } from './noise/corpora.ts'
import { FABRICATIONS } from './noise/fabrication.ts'
import { scanned } from './noise/ocr.ts'
import { random } from './noise/random.ts'
import { type Finder, isTrue, surveyDamage, surveyFabrication, tableOf } from './noise/survey.ts'
import { DAMAGES } from './noise.ts'

/** A text of paragraphs. */
function reading(...texts: string[]): ReadingText {
  return new ReadingText(
    texts.map((text, ordinal) => ({
      ordinal,
      number: ordinal + 1,
      paragraph: null,
      text: canonicalExact(text),
    })),
  )
}

const find: Finder = (text, quotation) => matchesIn(text, new Quotation(quotation), 3)

/** The first match as `verdict: exact`, or null. */
function first(text: ReadingText, quotation: string): string | null {
  const [match] = find(text, quotation)
  return match ? `${match.verdict}: ${match.exact}` : null
}

/** Of the processor, so that others on the machine do not count. */
function millisecondsSince(started: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(started)
  return (user + system) / 1000
}

const corpora = smallCorpora()
const seed = corpora[0]!.texts[0]!

t.test('a quotation that leaves out what denies is altered, and a risk', async (t) => {
  const cases: [string, string][] = [
    [
      'Syrian civil society was generally impressed by the re-brand',
      'Syrian civil society was not generally impressed by the re-brand',
    ],
    ['Assad can hold ground alone', 'Assad can\u2019t hold ground alone'],
  ]
  for (const [quotation, exact] of cases) {
    const [match] = find(seed, quotation)
    t.equal(canonicalWords(match!.exact), canonicalWords(exact))
    t.match(match, { verdict: 'altered', flags: ['negation'], meaningRisk: true })
    t.ok(isTrue(quotation, match!), 'with a diff from one to the other')
  }
})

t.test('each verdict is what the words say', async (t) => {
  t.equal(first(seed, 'This is where abandonment has led.'), 'identical: This is where abandonment has led.')
  t.equal(first(seed, ' this is where\n Abandonment'), 'case: This is where abandonment')
  t.match(first(seed, 'Al Qaeda\u02bcs former affiliate'), /^typography: Al Qaeda.s former affiliate$/)
  t.equal(first(seed, 'This is where abandonment has let.'), 'altered: This is where abandonment has led.')
  t.equal(first(seed, 'Nobody in the city had ever seen so much snow in a single winter.'), null)
  const hyphenated = find(seed, 'In- deed, revolutionaries')[0]
  t.match(hyphenated, { verdict: 'altered', exact: 'Indeed, revolutionaries', flags: ['dehyphenation'] })
  t.equal(hyphenated!.meaningRisk, false)
})

t.test('over paragraphs, in any script, and where case has another length', async (t) => {
  const text = reading(
    'He said no.',
    'STRASSE und \u039f\u03b4\u03cc\u03c2, \u0130zmir',
    'قَالَ لَا',
    '人類社会のすべての構成員の尊厳と平等を承認する。',
  )
  t.equal(first(text, 'said no.\n\nSTRASSE'), 'identical: said no. STRASSE')
  t.equal(
    first(text, 'stra\u00dfe UND \u03bf\u03b4\u03cc\u03c3'),
    'case: STRASSE und \u039f\u03b4\u03cc\u03c2',
  )
  t.equal(first(text, 'i\u0307zmir'), 'case: \u0130zmir')
  t.equal(first(text, 'すべての構成員が尊厳と平等を承認'), 'altered: すべての構成員の尊厳と平等を承認')
  t.equal(first(text, 'قال لا'), 'altered: قَالَ لَا')
})

t.test('a passage of whole words comes before a part of a word, which says what was cut off', async (t) => {
  const text = reading('It was impossible. He cannot, or can\u2019t. A possible way; he can.')
  const [whole, part] = find(text, 'possible')
  t.match(whole, { verdict: 'identical', flags: [], parts: [{ start: text.text.indexOf('possible w') }] })
  t.match(part, { verdict: 'identical', flags: ['wording'] })
  t.match(find(reading('He can\u2019t go.'), 'he can'.replace('h', 'H')), [
    { verdict: 'identical', flags: ['negation'], meaningRisk: true },
  ])
})

t.test('a few words are never taken for others', async (t) => {
  const text = reading(
    'Linus was there; the machines were not. It operates, so they say, and Robin said hello.',
  )
  for (const words of [
    'chines',
    'Linux',
    'Robyn',
    'operate so',
    'the machine is',
    'they stay',
    'so they saw',
    'said hell',
  ]) {
    const [match] = find(text, words)
    t.ok(!match || match.verdict === 'identical', words)
  }
  t.equal(first(text, 'ma- chines'), 'altered: machines')
  t.equal(first(text, 'Robin sald hello'), 'altered: Robin said hello')
})

t.test('flags tell what a change touches', async (t) => {
  const cases: [from: string, to: string, flags: string[]][] = [
    ['he was impressed', 'he was not impressed', ['negation']],
    ['they did', 'they didn\u2019t', ['negation']],
    ['nobody came', 'everybody came', ['negation', 'wording']],
    ['er kam', 'er kam nicht', ['negation']],
    ['je sais', 'je ne sais pas', ['negation']],
    ['\u0437\u043d\u0430\u044e', '\u043d\u0435 \u0437\u043d\u0430\u044e', ['negation']],
    [
      '\u05d0\u05de\u05e8 \u05e9\u05e0\u05d7\u05e9\u05d1\u05d5',
      '\u05d0\u05de\u05e8 \u05e9\u05dc\u05d0 \u05e0\u05d7\u05e9\u05d1\u05d5',
      ['negation', 'wording'],
    ],
    ['\u0643\u062a\u0628', '\u0644\u0645 \u0643\u062a\u0628', ['negation']],
    ['\u884c\u304f', '\u884c\u304b\u306a\u3044', ['negation', 'wording']],
    ['\u6211\u77e5\u9053', '\u6211\u4e0d\u77e5\u9053', ['negation', 'wording']],
    ['\u0e23\u0e39\u0e49', '\u0e44\u0e21\u0e48\u0e23\u0e39\u0e49', ['negation', 'wording']],
    ['1.5 per cent', '15 per cent', ['number']],
    ['three men', 'Three men', ['case']],
    ['three men', 'four men', ['number']],
    ['at -5 degrees', 'at 5 degrees', ['number', 'punctuation']],
    ['In- deed, he', 'Indeed, he', ['dehyphenation']],
    ['an oppo- sition-held town', 'an opposition-held place', ['dehyphenation', 'wording']],
    ['well, yes', 'well yes', ['punctuation']],
    ['The man', 'the man', ['case']],
    ['caf\u00e9', 'cafe', ['orthography']],
    ['bleſſed', 'blessed', ['orthography']],
    ['the œuvre', 'the oeuvre', ['orthography']],
    ['die Straße', 'die Strasse', ['orthography']],
    ['die STRASSE', 'die straße', ['case']],
    ['haue loue', 'have love', ['orthography']],
    ['the colour of the centre', 'the color of the center', ['orthography']],
    ['they organised and travelled', 'they organized and traveled', ['orthography']],
    ['for an hour', 'for a hear', ['wording']],
    ['he would not', 'hé would', ['negation', 'orthography']],
    ['1,000 men', '1000 men', ['punctuation']],
    ['1,000,000 men', '1000000 men', ['punctuation']],
    ['1,000 men', '10000 men', ['number']],
    ['1,00 men', '100 men', ['number']],
    ['1.000 men', '1000 men', ['number']],
    ['able', 'unable', ['negation', 'wording']],
    ['likely', 'unlikely', ['wording']],
    ['\u201cyes\u201d \u2014 no', '"yes"--no', []],
  ]
  for (const [from, to, flags] of cases) {
    for (const change of [describeChange(from, to), describeChange(to, from)]) {
      t.same(change.flags, flags, `${from} / ${to}`)
      t.equal(change.meaningRisk, flags.includes('negation') || flags.includes('number'))
    }
  }
})

t.test('in scripts without spaces each character is compared', async (t) => {
  t.same(describeChange('\u79c1\u306f\u884c\u304f', '\u79c1\u304c\u884c\u304f').diff, [
    { op: 'equal', text: '\u79c1' },
    { op: 'delete', text: '\u306f' },
    { op: 'insert', text: '\u304c' },
    { op: 'equal', text: '\u884c\u304f' },
  ])
  t.same(
    describeChange('\u043e\u043d \u0437\u043d\u0430\u043b', '\u043e\u043d \u0437\u043d\u0430\u0435\u0442')
      .diff,
    [
      { op: 'equal', text: '\u043e\u043d' },
      { op: 'delete', text: ' \u0437\u043d\u0430\u043b' },
      { op: 'insert', text: ' \u0437\u043d\u0430\u0435\u0442' },
    ],
  )
})

t.test('omissions and brackets are understood, and listed', async (t) => {
  const edits = (quotation: string) => {
    const [match] = find(seed, quotation)
    return (
      match && [
        match.verdict,
        match.exact,
        ...match.edits.map((edit) => `${edit.kind} ${edit.asQuoted}: ${edit.source}`),
      ]
    )
  }
  t.same(
    edits(
      'The liberated districts of the east ran their own affairs [\u2026] through their democratically elected local councils',
    ),
    [
      'elided',
      'The liberated districts of the east ran their own affairs [...] through their democratically elected local councils',
      'omission [\u2026]: and struggled to keep basic services operating',
    ],
  )
  t.same(edits('[t]he perception on in the ground'), [
    'elided',
    'The perception on in the ground',
    'case [t]he: The',
  ])
  t.same(edits('... is [sic] where abandonment [of Aleppo] has led. (...)'), [
    'elided',
    'is where abandonment has led.',
    'omission ...: ',
    'sic [sic]: ',
    'insertion [of Aleppo]: ',
    'omission (...): ',
  ])
  t.same(edits('[Assad] can\u2019t hold ground alone')?.slice(0, 2).map(canonicalWords), [
    'elided',
    "can't hold ground alone",
  ])
})

t.test('an omission hides no changed words', async (t) => {
  const text = reading(
    'He was not able to go. The letter said so; the reader was unable to reply, as he knew (it is said) all along.',
  )
  t.equal(first(text, 'the reader [...] able to reply'), null, 'half a word')
  t.equal(first(text, 'able to reply [...] He was'), null, 'not in this order')
  t.match(find(text, 'He was [...] able to go'), [
    { verdict: 'elided', flags: ['negation'], meaningRisk: true },
  ])
  t.match(find(text, 'the reader was [very] unable'), [{ verdict: 'elided', flags: [] }])
  t.match(find(text, 'He was [not] not able'), [{ verdict: 'elided', meaningRisk: true }])
  t.match(find(text, 'The letter sald so [...] the reader was unable to reply'), [
    { verdict: 'altered', exact: 'The letter said so [...] the reader was unable to reply', parts: [{}, {}] },
  ])
  t.equal(first(text, 'a [...] e'), null)
  t.equal(first(text, '[s]he reader was unable'), 'altered: the reader was unable', 'only case changes there')
})

t.test('brackets and ellipses that the source has itself are its words', async (t) => {
  const text = reading('Wait ... he said [sic] that [...] it was [the] end. And then more was said.')
  t.equal(first(text, 'Wait \u2026 he said [sic] that'), 'typography: Wait ... he said [sic] that')
  t.match(find(text, 'he said [sic] that [...] it was [\u2026] And then'), [
    {
      verdict: 'elided',
      exact: 'he said [sic] that [...] it was [...] And then',
      edits: [{ kind: 'omission' }],
    },
  ])
})

t.test('more than twenty parts are refused', async (t) => {
  const parts = (count: number) => Array.from({ length: count }, (_, n) => `part ${n}`).join(' [...] ')
  t.doesNotThrow(() => assertFewOmissions(parts(20)))
  t.throws(() => assertFewOmissions(parts(21)), { code: 'too_many_omissions', details: { segments: 21 } })
  t.same(find(seed, parts(21)), [], 'and never searched for')
})

t.test('any words of a text are found where they stand', async (t) => {
  const segmenter = new Intl.Segmenter('und')
  const text = fc.oneof(
    fc.constantFrom(...corpora.map(({ texts }) => texts[0]!)),
    fc.array(anyText, { minLength: 1, maxLength: 4 }).map((texts) => reading(...texts)),
  )
  fc.assert(
    fc.property(text, fc.nat(), fc.nat(400), (text, a, length) => {
      const start = a % Math.max(1, text.text.length)
      const clusters = [...segmenter.segment(text.text.slice(start, start + length))]
      const end = start + (clusters.at(-1)?.index ?? 0)
      const range = { start: start + (clusters[1]?.index ?? 0), end }
      const slice = canonicalExact(text.exact(range))
      const whole = canonicalWords(text.exact(range))
      const folded = text.folded.words
      if (slice === '' || slice !== text.exact(range) || folded.split(whole).length !== 2) return true
      if (cutsGrapheme(text.text, range.start) || cutsGrapheme(text.text, range.end)) return true
      const back = text.folded.sourceRange({
        start: folded.indexOf(whole),
        end: folded.indexOf(whole) + whole.length,
      })
      if (back?.start !== range.start || back.end !== range.end) return true
      const [match] = find(text, slice)
      return (
        match?.verdict === 'identical' &&
        match.parts[0]!.start === range.start &&
        match.parts[0]!.end === range.end
      )
    }),
    { numRuns: runs(3000) },
  )
  t.pass('3,000 of them')
})

t.test('a changed word is never passed over, and every answer is true', async (t) => {
  const valid = (text: ReadingText, { parts, exact }: Match) =>
    parts.map((part) => text.exact(part)).join(' [...] ') === exact &&
    parts.every(
      ({ start, end }) => start < end && !cutsGrapheme(text.text, start) && !cutsGrapheme(text.text, end),
    )
  const change = fc.oneof(fc.constantFrom('not', 'un', 'X', '7', '\u4e0d', '[x]', '...', '\u0301'), anyText)
  fc.assert(
    fc.property(
      fc.constantFrom(...corpora),
      fc.nat(),
      fc.nat(200),
      fc.nat(),
      change,
      ({ texts: [text] }, a, length, b, change) => {
        const start = a % text!.text.length
        const words = text!.text.slice(start, start + 5 + length).toWellFormed()
        const at = b % words.length
        const tampered = words.slice(0, at) + change + words.slice(at)
        return find(text!, tampered).every((match) => valid(text!, match) && isTrue(tampered, match))
      },
    ),
    { numRuns: runs(1000) },
  )
  t.pass('1,000 of them')
})

t.test('a change is told for any two texts, from the first to the second', async (t) => {
  fc.assert(
    fc.property(anyText, anyText, (from, to) => {
      const { diff, flags } = describeChange(from, to)
      const side = (op: string) =>
        diff
          .filter((edit) => edit.op === 'equal' || edit.op === op)
          .map(({ text }) => text)
          .join('')
      const isSame = canonicalWords(from) === canonicalWords(to)
      return (
        side('delete') === canonicalExact(from) &&
        side('insert') === canonicalExact(to) &&
        (flags.length === 0) === isSame
      )
    }),
    { numRuns: runs(5000) },
  )
  t.pass('5,000 pairs')
})

t.test('long quotations are found in a long text, with every change in the diff', async (t) => {
  const next = random(3)
  const words = Array.from({ length: 30_000 }, () =>
    Array.from({ length: 2 + Math.floor(next() * 8) }, () =>
      String.fromCharCode(97 + Math.floor(26 * next())),
    ).join(''),
  )
  const text = reading(
    ...Array.from({ length: 100 }, (_, n) => words.slice(300 * n, 300 * (n + 1)).join(' ')),
  )
  const cut = words.slice(12_000, 14_500).join(' ')
  find(text, 'once to warm up, with words that do not stand there')
  const started = process.cpuUsage()
  const [match] = find(text, scanned(next, cut, 0.05))
  t.ok(millisecondsSince(started) < 1000, 'soon')
  t.ok(match?.exact === cut, 'all of it')
  const [dropped] = find(text, [...words.slice(12_000, 13_000), ...words.slice(13_060, 14_500)].join(' '))
  t.ok(dropped?.exact === cut, 'with a paragraph left out')
  t.same(
    dropped?.diff.map(({ op }) => op),
    ['equal', 'insert', 'equal'],
  )
})

t.test('no quotation takes long in any text', async (t) => {
  const next = random(5)
  const han = (length: number) =>
    Array.from({ length }, () => String.fromCodePoint(0x4e00 + Math.floor(next() * 20_000))).join('')
  const texts = [
    'a'.repeat(100_000),
    'a '.repeat(50_000).trim(),
    'aaab '.repeat(20_000).trim(),
    'e' + '\u0301\u0323'.repeat(20_000),
    '\u0915\u093f'.repeat(20_000),
    han(100_000),
    seed.text,
  ].map((text) => reading(text))
  const quotations = [
    'a'.repeat(20_000),
    'a '.repeat(10_000),
    scanned(next, 'aaab '.repeat(4000), 0.2),
    '[...]'.repeat(5000),
    'a [...] '.repeat(19),
    'a ... '.repeat(19),
    '[a]b '.repeat(15),
    'a- '.repeat(6000),
    '['.repeat(20_000),
    '1'.repeat(19_999) + 'a',
    '\u0301'.repeat(20_000),
    'e\u0301'.repeat(10_000),
    '\u0915',
    han(20_000),
  ]
  for (const [n, text] of texts.entries()) {
    for (const quotation of quotations) {
      const started = process.cpuUsage()
      find(text, quotation)
      const took = millisecondsSince(started)
      t.ok(took < 2000, `${took.toFixed(0)} ms in text ${n} for ${JSON.stringify(quotation.slice(0, 12))}`)
    }
  }
})

/**
 * The table of damage. `NOISE=200 npx tap --disable-coverage --reporter=tap test/quoting/verification.test.ts`
 * prints it for 200 quotations of each kind; `NOISE_WORDS=2-7` for shorter ones, which may be missed.
 */
t.test('damaged quotations are found with honest verdicts, and inventions are refused', async (t) => {
  const count = Number(process.env['NOISE'] ?? 5)
  const [fewest = 8, most = 25] = (process.env['NOISE_WORDS'] ?? '8-25').split('-').map(Number)
  const large = largeCorpora(process.env['NOISE'] ? undefined : 3)
  if (large.length === 0) t.comment('the larger corpora are absent')
  const others = [...corpora, ...large]
  const options = { count, fewest, most, find }
  const tallies = DAMAGES.flatMap((damage) => others.map((corpus) => surveyDamage(damage, corpus, options)))
  const invented = FABRICATIONS.flatMap((fabrication) =>
    others.map((corpus) => surveyFabrication(fabrication, corpus, { ...options, others })),
  )
  t.comment(`\n${tableOf([...tallies, ...invented])}`)
  t.same(
    [...tallies, ...invented].flatMap(({ kind, corpus, wrong }) =>
      wrong.map((one) => `${kind}, ${corpus}: ${one}`),
    ),
    [],
    'none wrong',
  )
  for (const { kind, recall } of fewest < 8 ? [] : DAMAGES) {
    const ofKind = tallies.filter((tally) => tally.kind === kind)
    const found = ofKind.reduce((sum, tally) => sum + tally.found, 0)
    const missed = ofKind.flatMap((tally) => tally.missed)
    // A small sample may be short of the share by one more.
    const least = recall === 1 ? found + missed.length : Math.floor(recall * (found + missed.length)) - 1
    t.ok(found >= least, `${kind}: ${found} found, missed: ${missed.join('\n')}`)
  }
})
