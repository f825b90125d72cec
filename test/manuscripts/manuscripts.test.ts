import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import t from 'tap'
import { SourceTooComplex } from '../../src/loading/errors.ts'
import { plainText } from '../../src/manuscripts/formats/texts.ts'
import type { ManuscriptQuotation } from '../../src/manuscripts/manuscript-quotation.ts'
import { quotationsIn as quotationsOfDraft } from '../../src/manuscripts/quotations-in.ts'
import { readManuscript } from '../../src/manuscripts/read-manuscript.ts'
import { manuscriptReaderThread } from '../../src/manuscripts/reader-thread.ts'
import { canonicalExact } from '../../src/text/canonical.ts'
import { codePointLength } from '../../src/text/offsets.ts'
import { anyText } from '../support/arbitraries.ts'
import fc from '../support/properties.ts'
import { runs } from '../support/runs.ts'

const ESSAY = readFileSync(new URL('../fixtures/essays/on-the-siege.md', import.meta.url), 'utf8')

const quotationsIn = (manuscript: string, mediaType: string) =>
  readManuscript({ bytes: Buffer.from(manuscript), mediaType })
const texts = (manuscript: string, type = 'text/markdown') =>
  quotationsIn(manuscript, type).map(({ text }) => text)

t.test('quotation marks of the usual languages are understood', async (t) => {
  const cases: [manuscript: string, ...expected: string[]][] = [
    ['He said “here it is” and ‘there it was’.', 'here it is', 'there it was'],
    ['He said "here it is" and \'there it was\'.', 'here it is', 'there it was'],
    ['Il dit «\u202fici et là\u202f» puis « là-bas, enfin » puis ‹ici ou là›.', 'ici et là', 'là-bas, enfin', 'ici ou là'],
    ['Er sagt „hier ist es“ und ‚da war es‘ und »dort ist es« und ›dort war es‹.', 'hier ist es', 'da war es', 'dort ist es', 'dort war es'],
    ['Mówi „tak to jest” i tyle; azt mondja, „így van ez”.', 'tak to jest', 'így van ez'],
    ['Han säger ”så är det här” och »så var det då».', 'så är det här', 'så var det då'],
    ['הוא אמר ״כך זה היה״ ואז „ככה זה יהיה” על צה״ל ועל צה"ל.', 'כך זה היה', 'ככה זה יהיה'],
    ['彼は「これは引用です」と言い、『これも引用です』と書いた。', 'これは引用です', 'これも引用です'],
    ['他说“你好吗世界”，《红楼梦全集》和〈阿房宫赋文〉。他说"你好吗世界"了。', '你好吗世界', '红楼梦全集', '阿房宫赋文', '你好吗世界'],
    ['彼女はコーヒー"これは引用です"と書いた。', 'これは引用です'],
    ['그는 "이것이 인용문이다"라고 말했다.', '이것이 인용문이다'],
  ] // biome-ignore format: one case a line
  for (const [manuscript, ...expected] of cases) t.strictSame(texts(manuscript, 'text/plain'), expected)
})

t.test('of nested quotations the outer one is found, and what is never closed is none', async (t) => {
  t.strictSame(texts('She says: “He told me ‘not now’ and left.”'), ['He told me ‘not now’ and left.'])
  t.strictSame(texts('Elle dit « il a dit « non » hier » ici.'), ['il a dit « non » hier'])
  t.strictSame(texts('"He said "no" to me," she wrote.'), ['He said "no" to me,'])
  t.strictSame(texts('A stray “mark, and ‘then a quotation’ of its own.'), ['then a quotation'])
  t.strictSame(texts('“Wrong” and “right.\n\nNext paragraph.”'), ['Wrong'])
})

t.test('an apostrophe, a foot and an inch are no quotation marks', async (t) => {
  t.strictSame(
    texts(
      "The dogs' bone of the '90s: rock 'n' roll, it's 5'10\" or 6' 2\" tall, 'tis a 12\" record, the boys' own.",
    ),
    [],
  )
  t.strictSame(texts("He said 'the dogs' bone is gone' to the 'White Helmets' of the rebels' city."), [
    "the dogs' bone is gone",
    'White Helmets',
  ])
  t.strictSame(texts('‘The dogs’ bone, don’t you see, is rock ’n’ roll’, he said.'), [
    'The dogs’ bone, don’t you see, is rock ’n’ roll',
  ])
  t.strictSame(texts('He said "a wall 5\'10" high is no wall, in 1990" and went.'), [
    'a wall 5\'10" high is no wall, in 1990',
  ])
})

t.test('a quotation that begins with a word cut short is read, an apostrophe there opens none', async (t) => {
  const cases: [manuscript: string, ...expected: string[]][] = [
    ['He said ‘cause we were hungry and cold’ and left.', 'cause we were hungry and cold'],
    ["He said 'cause we were hungry and cold' and left.", 'cause we were hungry and cold'],
    ['‘Tis the season of our discontent,’ she wrote.', 'Tis the season of our discontent,'],
    ["'em are the ones who left us' and so on.", 'em are the ones who left us'],
    ['‘90 per cent of the houses were gone’ (Smith 1999).', '90 per cent of the houses were gone'],
    ['‘’Tis true,’ he said.', '’Tis true,'],
    ["In the '90s they said 'twas a hard winter in the city' and went.", 'twas a hard winter in the city'],
    ["Get 'em, she wrote, 'cause we are hungry and cold'.", 'cause we are hungry and cold'],
    ["'The winter of '36 was hard', he said.", "The winter of '36 was hard"],
    ["'Tis true, get 'em while you can, sons of '36', he said.", "Tis true, get 'em while you can, sons of '36"],
    ["the '90s were good, and '36 was bad. The dogs' bones, 'tis said, and 'em of the boys' own."],
    ["'cause they was all singin' songs o' the sea"],
    ['The ’90s, ’tis said, of “so it ’twas, ‘here’” and ’em.', 'so it ’twas, ‘here’'],
    ['‘Cause we were hungry.\n\n‘We went home.’', 'Cause we were hungry. We went home.'],
    ["They were 'singin' all the night long' here.", "singin' all the night long"],
    ['He wrote ‘the miners’ own words, singin’ and so on’ in it.', 'the miners’ own words, singin’ and so on'],
    ["It read 'seen behind the miners' In. hall, the owners' words, both sisters' husbands' (Ward 12).", "seen behind the miners' In. hall, the owners' words, both sisters' husbands"],
    ['She heard “all of it is rock ’n” and no more.', 'all of it is rock ’n'],
    ["He was 'there all night 'twixt two tides' and more.", "there all night 'twixt two tides"],
    ['Hon skrev ’så är det här nu’ och gick.', 'så är det här nu'],
    ['كتب ”هكذا كان الأمر“ ثم ذهب.', 'هكذا كان الأمر'],
  ] // biome-ignore format: one case a line
  for (const [manuscript, ...expected] of cases) t.strictSame(texts(manuscript, 'text/plain'), expected)
})

t.test('the number of a note stands behind a mark that closes', async (t) => {
  const manuscript =
    'He said “these are the words”1 and "these are others"2, ‘more of them’3 and “in 2016”14.'
  t.strictSame(texts(manuscript), ['these are the words', 'these are others', 'more of them', 'in 2016'])
})

t.test('an outer quotation that ends with an inner one is found whole', async (t) => {
  for (const [open, innerOpen, innerClose, close] of ['„‚‘“', '“‘’”', '‘“”’', '”’’”', '»›‹«', '«‹›»', '「『』」', '"\'\'"'].map((marks) => [...marks])) {
    const words = `Sie sagte: ${innerOpen}Wir haben nichts unterschrieben.${innerClose}`
    t.strictSame(texts(`Es hiess ${open}${words}${close} und so fort.`, 'text/plain'), [words])
  } // biome-ignore format: one list
})

t.test('several plural possessives end no quotation, a term in the plural is one', async (t) => {
  const words = 'The workers’ own answer was ours to give, and the bosses’ plan and the owners’ didn’t hold'
  t.strictSame(texts(`He wrote: ‘${words}.’`), [`${words}.`])
  t.strictSame(texts(`He wrote: ‘${words}.’`.replaceAll(/[‘’]/g, "'")), [`${words}.`.replaceAll('’', "'")])
  t.strictSame(texts('They are ‘the workers’ and the bosses’ men, not ‘the owners’ here.'), [
    'the workers',
    'the owners',
  ])
  t.strictSame(texts("They are 'the workers' and the bosses' men, not 'the owners' here."), [
    'the workers',
    'the owners',
  ])
})

t.test('an element q is a quotation, with what is marked in it', async (t) => {
  t.strictSame(texts('She says <q>so it “ended” then</q> and “so <q>it began</q> here”.'), [
    'so it “ended” then',
    'so it began here',
  ])
  t.strictSame(texts('<p>She says <q lang="en">so it ended then</q>.</p>\n\n`<q>in code it is none</q>`'), [
    'so it ended then',
  ])
  t.strictSame(texts('An open <q>one is none'), [])
})

t.test('a quotation over several paragraphs repeats its opening mark', async (t) => {
  const manuscript = '“One *goes* on.\n\n“Two goes\non.\n\n“Three ends.” And “more here”.'
  t.match(quotationsIn(manuscript, 'text/markdown'), [
    {
      text: 'One goes on. Two goes on. Three ends.',
      start: { line: 1, column: 2 },
      end: { line: 6, column: 13 },
    },
    { text: 'more here', start: { line: 6, column: 20, utf16: 51 }, end: { line: 6, column: 29 } },
  ])
})

t.test('of markdown the words are read as a reader sees them', async (t) => {
  t.strictSame(
    texts(
      '“**Bold** and *em* [link](http://a.example/x "a “title” here") &amp; \\*escaped\\*[^1] 13<sup>th</sup>\nline”\n\n[^1]: “In a note”',
    ),
    ['Bold and em link & *escaped* 13th line', 'In a note'],
  )
  t.strictSame(
    texts(
      '---\ntitle: "of the front matter"\n---\n\n`"in a code span"` <a title="in an attribute">x</a>\n\n```\n"in a code block"\n```\n\n    "in an indented one"\n\n<!-- "in a comment" -->\n\nhttp://a.example/?q="in-an-address-here"',
    ),
    [],
  )
})

t.test('block quotations are found, without attribution, citation and marks around', async (t) => {
  const manuscript =
    'Text:\n\n> One goes\n> on.\n>\n> Two. [@alshami2016, para. 3]\n>\n> — [Leila Al Shami](http://a.example/works/2rma5yfyxknb207f), *Breaking*\n\n> “All of it in marks”\n\n> [!NOTE]\n> An alert is none.\n\n<blockquote><p>As HTML</p><p>it goes on</p></blockquote>\n\n- item\n  > In a list (Al Shami 2016, para. 3).\n'
  t.match(quotationsIn(manuscript, 'text/markdown'), [
    { kind: 'block', text: 'One goes on. Two.', attribution: 'Leila Al Shami, Breaking', hints: ['http://a.example/works/2rma5yfyxknb207f', 'alshami2016'], start: { line: 3, column: 3 }, end: { line: 6, column: 7 } },
    { text: 'All of it in marks' },
    { text: 'As HTML it goes on' },
    { text: 'In a list' },
  ]) // biome-ignore format: one quotation a line
  const plain =
    'Text:\n\n    One goes\n    on.\n\n    Two.\n\n    -- Leila Al Shami\n\nMore text\n  here.\n\n\tBy a tab.\n'
  t.match(quotationsIn(plain, 'text/plain'), [
    { kind: 'block', text: 'One goes on. Two.', attribution: 'Leila Al Shami' },
    { kind: 'block', text: 'By a tab.', attribution: null },
  ])
  t.strictSame(texts('    All paragraphs\n    are indented.\n\n    So none is quoted.', 'text/plain'), [])
  t.strictSame(
    texts('    A first line\nis indented here.\n\n    So is this one.\n\nNot this.', 'text/plain'),
    [],
  )
  t.match(quotationsIn('> — Who is there?\n> — Nobody is there.\n', 'text/markdown'), [
    { text: '— Who is there? — Nobody is there.', attribution: null },
  ])
})

t.test('what is cited behind a block quotation is none of its words', async (t) => {
  const words = 'The harbour froze in the winter, and the boats stayed in.'
  for (const citation of [
    '(Ward 12)',
    '(Ward and Roe 12–14)',
    '(12)',
    '(xii)',
    '(Al Shami, par. 4)',
    '(Ward 2016: 12)',
    '(ibid.)',
    '(Ibid., p. 3)',
    '(ebd., S. 12)',
    '(emphasis added)',
    '(my translation)',
    '(Ward 12; emphasis in the original)',
    '(Ward 12) (italics mine)',
    '[@ward, p. 3]',
    '[4]',
    '(l. 12)',
    '(Hervorhebung von mir)',
    '(c’est moi qui souligne)',
  ])
    for (const between of [' ', '\n> ', '\n>\n> '])
      t.strictSame(
        texts(`One:\n\n> ${words}${between}${citation}\n`),
        [words],
        citation + JSON.stringify(between),
      )
  for (const kept of ['(But not the men.)', '(as they said)', '(Not one of them.)', '(the men)'])
    t.strictSame(texts(`One:\n\n> ${words} ${kept}\n`), [`${words} ${kept}`], kept)
  t.strictSame(texts('> They were few (12)\n'), ['They were few (12)'], 'a number within a sentence')
  t.match(quotationsIn(`> ${words}\n>\n> <cite>Anna Ward</cite>\n`, 'text/markdown'), [
    { text: words, attribution: 'Anna Ward' },
  ])
  t.match(
    quotationsIn(
      `<blockquote><p>${words}</p><footer>— Anna Ward, <cite>Towns</cite></footer></blockquote>\n`,
      'text/markdown',
    ),
    [{ text: words, attribution: 'Anna Ward, Towns' }],
  )
})

t.test('a callout that is a quotation is read without its title, another is none', async (t) => {
  const words = 'The harbour froze in the winter, and the boats stayed in.'
  for (const head of [
    '[!quote] Ward, 2016',
    '[!QUOTE]- Ward, 2016',
    '[!cite]+ Ward, 2016',
    '[!quote|right] Ward, 2016',
  ])
    t.match(
      quotationsIn(`> ${head}\n> ${words}\n`, 'text/markdown'),
      [{ kind: 'block', text: words, attribution: 'Ward, 2016' }],
      head,
    )
  t.strictSame(texts(`> [!quote]\n> ${words}\n`), [words])
  t.strictSame(texts(`> [!quote] Ward\n>\n> ${words}\n`), [words])
  for (const head of ['[!NOTE]', '[!info]- Ward']) t.strictSame(texts(`> ${head}\n> ${words}\n`), [])
})

t.test('what is cited beside a quotation is a hint to its source', async (t) => {
  const hints = (manuscript: string, type = 'text/markdown') =>
    quotationsIn(manuscript, type).map((quotation) => quotation.hints)
  const quote = '2rma5yfyxknb207f.f3kmr2tzf95ae5rgk83ym12h'
  t.strictSame(hints(`“words here” [source](https://a.example/quotes/${quote})`), [
    [`https://a.example/quotes/${quote}`],
  ])
  t.strictSame(hints(`[“words here”](https://a.example/quotes/${quote})`), [
    [`https://a.example/quotes/${quote}`],
  ])
  t.strictSame(hints('“words here,” (Al Shami 2016, [para. 3](/paragraphs/m79f8w3gyar2vm2a))'), [
    ['/paragraphs/m79f8w3gyar2vm2a'],
  ])
  t.strictSame(hints('“words here” [see @al-shami_2016, para. 3; @roe]'), [['al-shami_2016', 'roe']])
  t.strictSame(hints(`“words here” (${quote})`, 'text/plain'), [[quote]])
  t.strictSame(hints('“words here” and much later [a link](http://a.example/works/x)'), [[]])
})

t.test('short ones and a last comma or full stop are told', async (t) => {
  const [first, ...rest] = quotationsIn(
    '“scare quotes” “three words here.” “and so on...” “你好吗世” “你好吗世界”',
    'text/plain',
  )
  t.match(first, { short: true, unpunctuated: null })
  t.strictSame(rest.map(({ short, unpunctuated }) => [short, unpunctuated]), [[false, 'three words here'], [false, null], [true, null], [false, null]]) // biome-ignore format: one list
})

t.test('in kana two characters are a word, the mark of a long vowel among them', async (t) => {
  const found = quotationsIn('「コーヒー」と「ココア茶」と「コーヒーだ」。', 'text/plain')
  t.strictSame(
    found.map(({ text, short }) => [text, short]),
    [
      ['コーヒー', true],
      ['ココア茶', true],
      ['コーヒーだ', false],
    ],
  )
})

t.test('an essay’s quotations are found where they stand', async (t) => {
  const found = quotationsIn(ESSAY, 'text/markdown')
  t.strictSame(
    found.filter(({ short }) => short).map(({ text }) => text),
    ['taught', 'great help'],
  )
  t.equal(found.filter(({ short }) => !short).length, 11)
  const [, first] = found
  t.equal(first?.text, 'Syrian civil society was not generally impressed by the re-brand,')
  t.equal(
    ESSAY.split('\n')[first!.start.line - 1]!.slice(first!.start.column - 1),
    'Syrian civil society was not generally',
  )
})

/** Text dense in what a manuscript is made of. */
const manuscript = fc
  .array(
    fc.oneof(
      fc.constantFrom(...'“”‘’"\'«»‹›„‚「」『』״`*_[]()<>!#>|&\\\t '),
      fc.constantFrom(
        '\n',
        '\n\n',
        '\r\n',
        '\n> ',
        '\n    ',
        '\n- ',
        '> ',
        '— ',
        '[^1]',
        '&quot;',
        '<br>',
        '<blockquote>',
        '</blockquote>',
        '](/u)',
        '```\n',
        '[@k, p. 3]',
        '5\'10"',
        '\u{1f600}',
        'e\u0301',
      ),
      fc.constantFrom(
        'words',
        'not',
        'three more words',
        '“three more words”',
        '"then not this,"',
        "'so it is'",
        '«\u00a0un mot ici\u00a0»',
        '“open again',
        'and closed”',
        'a',
        '引用文',
        'س',
      ),
      anyText,
    ),
    { maxLength: 40 },
  )
  // What holds a NUL is no text, and is refused.
  .map((parts) => parts.join('').replaceAll('\0', ''))

/** Line and column of an offset, counted from the beginning. */
function placeOf(source: string, utf16: number) {
  const before = source.slice(0, utf16)
  const lines = before.split(/\r\n|\n|\r(?!\n)/)
  const column = codePointLength(lines.at(-1)!) + 1
  return { line: lines.length, column, offset: codePointLength(before), utf16 }
}

/** Where nothing is marked up and no paragraph ends, the words are those of the source. */
function areWordsOfSource(source: string, { kind, start, end, text }: ManuscriptQuotation): boolean {
  if (kind === 'block' || /[\n\r\f]\s*[\n\r\f]/.test(source)) return true
  return canonicalExact(source.slice(start.utf16, end.utf16)) === text
}

t.test('letters that compose over something invisible end where the last of them stands', async (t) => {
  const letters = '\u1100\u1161\u0323\u00ad\u1161'
  const [quotation] = quotationsIn(`“so it ended ${letters}”`, 'text/plain')
  t.equal(quotation!.text, `so it ended ${canonicalExact(letters)}`)
  t.equal(quotation!.end.utf16, quotation!.start.utf16 + 'so it ended '.length + letters.length)
})

t.test('whatever comes in, every quotation is in order and in its place', async () => {
  const check = (source: string, type: string) => {
    let last = 0
    for (const quotation of quotationsIn(source, type)) {
      const { start, end, text } = quotation
      assert.ok(start.utf16 >= last && end.utf16 > start.utf16 && end.utf16 <= source.length)
      assert.deepEqual([start, end], [placeOf(source, start.utf16), placeOf(source, end.utf16)])
      assert.ok(/[\p{L}\p{N}]/u.test(text) && text.trim() === text)
      if (type === 'text/plain') assert.ok(areWordsOfSource(source, quotation))
      last = end.utf16
    }
  }
  fc.assert(fc.property(manuscript, fc.constantFrom('text/plain', 'text/markdown'), check), {
    numRuns: runs(2000),
  })
})

/** Code units of a hostile manuscript. Of 500,000, quadratic time would be minutes, and the runner ends a test that takes them. */
const HOSTILE = Math.max(100_000, runs(500_000))

t.test('hostile manuscripts are read in a time linear in their length, or are refused', async (t) => {
  const units = ['“', '"', " '", '>', '[', '“a ', '“a b c d\n\n', '"aa bb cc" ', '[“a b c”](/u) ', 'a\f', '<blockquote>', '“a b” http://a.b/c '] // biome-ignore format: one list
  const manuscripts = units.map((unit) => unit.repeat(Math.floor(HOSTILE / unit.length)))
  manuscripts.push('“a '.repeat(HOSTILE / 8) + 'b” '.repeat(HOSTILE / 8), '> a\n\n'.repeat(HOSTILE / 50))
  for (const manuscript of manuscripts) {
    for (const type of ['text/plain', 'text/markdown'] as const) {
      const name = `${JSON.stringify(manuscript.slice(0, 12))} ${type}`
      try {
        t.ok(
          quotationsIn(manuscript, type).every(({ text }) => text !== ''),
          name,
        )
      } catch (error) {
        t.ok(error instanceof SourceTooComplex, `${name}: ${error}`)
      }
    }
  }
})

t.test('of a manuscript with too many quotations one more is looked at, and no others', async (t) => {
  const bytes = Buffer.from('“a b c” '.repeat(100_000))
  const read = (most: number) => readManuscript({ bytes, mediaType: 'text/plain' }, most)
  t.throws(() => read(5000), { code: 'too_many_quotations', message: /more than 5000 quotations.* in parts/ })
  t.equal(quotationsOfDraft(plainText.read(bytes), 5000).length, 5001)
})

t.test('a manuscript that takes too long or too much memory is refused, one behind it is read', async (t) => {
  const large = { bytes: Buffer.from('a\n\n'.repeat(240_000)), mediaType: 'text/plain' }
  const small = { bytes: Buffer.from('They say “it ended”.'), mediaType: 'text/plain' }
  const reader = manuscriptReaderThread({ heap: 128, longest: 600_000 })
  t.teardown(() => reader.close())
  const [refused, read] = await Promise.allSettled([reader.read(large), reader.read(small)])
  t.match(refused, { reason: { code: 'source_too_complex', message: /too much memory. Send it in parts/ } })
  t.match(read, { value: [{ text: 'it ended' }] })
  const hurried = manuscriptReaderThread({ longest: 1 })
  t.teardown(() => hurried.close())
  await t.rejects(hurried.read(large), { code: 'source_too_complex', message: /too long. Send it in parts/ })
})
