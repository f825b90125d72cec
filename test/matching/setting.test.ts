import t from 'tap'
import { ReadingText } from '../../src/matching/reading-text.ts'
import { matchesIn } from '../../src/matching/verification/matches.ts'
import { Quotation } from '../../src/matching/verification/quotation.ts'
import { canonicalExact } from '../../src/text/canonical.ts'
import fc from '../support/properties.ts'
import { runs } from '../support/runs.ts'

function reading(...texts: string[]): ReadingText {
  return new ReadingText(
    texts.map((text, at) => ({ ordinal: at, number: at + 1, paragraph: null, text: canonicalExact(text) })),
  )
}

function first(quotation: string, ...texts: string[]) {
  return matchesIn(reading(...texts), new Quotation(quotation), 3)[0]
}

t.test('words that are set by another custom are quoted with other typography', async (t) => {
  const cases: [quotation: string, source: string][] = [
    ['that the word ‘strike’ was never used', 'He told him that the word “strike” was never used.'],
    ["that the word 'strike' was never used", 'He told him that the word «strike» was never used.'],
    ["that the word ``strike'' was never used", 'He told him that the word ‘strike’ was never used.'],
    ['that the word « strike » was never used', 'He told him that the word “strike” was never used.'],
    ['das Wort „Streik“ war nie gefallen', 'Er sagte, das Wort »Streik« war nie gefallen.'],
    ['das Wort ‚Streik‘ war nie gefallen', 'Er sagte, das Wort „Streik“ war nie gefallen.'],
    ['ordet ”strejk” var aldrig', 'Han sa att ordet »strejk» var aldrig uttalat.'],
    ['「罷工」這個詞從來沒有人用過', '他說『罷工』這個詞從來沒有人用過。'],
    ['“罢工”这个词从来没有人用过', '他说「罢工」这个词从来没有人用过。'],
    ['“We left,” she said, “‘for good’.”', 'Then: ‘We left,’ she said, ‘“for good”.’ And so on.'],
    ['in the winter of ‘1931’ they stayed', 'They say that in the winter of “1931” they stayed in.'],
    [
      'dit-elle; et nous ne demanderons rien: jamais!',
      'Oui, dit-elle ; et nous ne demanderons rien : jamais !',
    ],
    [
      'rock upon the bay, / and all the gulls // have gone',
      'Boats rock upon the bay, and all the gulls have gone.',
    ],
    ['自由不是给予的，而是争取\n来的。没有人', '自由不是给予的，而是争取来的。没有人会。'],
    ['すべての構成員の尊厳と\n平等を承認する', '人類社会のすべての構成員の尊厳と平等を承認する。'],
    ['The mill was shut.[12] Nobody came', 'The mill was shut. Nobody came to it.'],
    ['The mill was shut.¹² Nobody came†', 'The mill was shut. Nobody came to it.'],
    ['The mill was shut.12 Nobody came', 'The mill was shut. Nobody came to it.'],
  ]
  for (const [quotation, source] of cases)
    t.match(first(quotation, source), { verdict: 'typography', flags: [], meaningRisk: false }, quotation)
})

t.test(
  'numbers of paragraphs that were copied with the words are passed over, other numbers are not',
  async (t) => {
    const texts = ['The mill was shut.', 'Nobody came to it.'] as const
    for (const quotation of [
      'The mill was shut. 2 Nobody came',
      'The mill was shut. [2] Nobody came',
      'The mill was shut. §2. Nobody came',
      '[1] The mill was shut. [2] Nobody came',
    ])
      t.match(first(quotation, ...texts), { verdict: 'typography', flags: [] }, quotation)
    for (const quotation of ['The mill was shut. 3 Nobody came', 'The mill was shut. Nobody 2 came to it'])
      t.not(first(quotation, ...texts)?.verdict, 'typography', quotation)
  },
)

t.test('what changes the words is no custom of setting', async (t) => {
  const cases: [quotation: string, source: string][] = [
    ['a board of 5" was nailed to the door', "They say a board of 5' was nailed to the door."],
    ['that the word ‘strike’ was ever used', 'He told him that the word “strike” was never used.'],
    ['that the word strike was never used', 'He told him that the word “strike” was never used.'],
    ['the workers own answer was not ours', 'For the workers’ own answer was not ours.'],
    ['the workers’ own answer was not ours', 'For the workers own answer was not ours.'],
    ['the well was theirs, we are sure of it', 'For we’ll was theirs, we are sure of it.'],
    ['an area of 12 km² was under the water', 'They say an area of 12 km was under the water.'],
    ['an area of 12 metres² was under the water', 'They say an area of 12 metres3 was under the water.'],
    ['as is said in no.12 The mill was shut', 'It stands as is said in no.5 The mill was shut.'],
    ['the mill was shut.12 The men came', 'They say the mill was shut.13 The men came.'],
    ['the mills and / or the men were idle', 'They say the mills and/or the men were idle.'],
    ['the worker[s] were all asked by the men', 'They say the worker were all asked by the men.'],
    ['the re sign of the men was seen by all', 'They say the resign of the men was seen by all.'],
    ['자유는 주어지는 것이 아니라 쟁취하는 것 이다', '자유는 주어지는 것이 아니라 쟁취하는 것이다.'],
  ]
  for (const [quotation, source] of cases) t.not(first(quotation, source)?.verdict, 'typography', quotation)
})

const MARKS = ['“”', '‘’', '""', "''", '«»', '»«', '„“', '‚‘', '„”', '””', '‹›', '「」', '『』']
const WORDS =
  'mill river winter boats never seven paid asked stone quiet harbour letter workers’ didn’t'.split(' ')

t.test('marks two deep are typography in every custom, and a changed word never is', async (t) => {
  const words = fc.array(fc.constantFrom(...WORDS), { minLength: 3, maxLength: 8 })
  const marks = fc.constantFrom(...MARKS)
  fc.assert(
    fc.property(
      fc.array(words, { minLength: 5, maxLength: 5 }),
      fc.tuple(marks, marks, marks, marks),
      fc.nat(),
      (runsOfWords, [outer, inner, otherOuter, otherInner], which) => {
        const said = runsOfWords.map((run) => run.join(' '))
        const source = nested(said, outer, inner)
        const quotation = nested(said, otherOuter, otherInner)
        const match = first(quotation, source)
        if (!match || !['identical', 'typography'].includes(match.verdict)) return false
        const changed = quotation.split(' ')
        changed[which % changed.length] = 'altogether'
        const other = first(changed.join(' '), source)
        return !other || other.verdict === 'altered'
      },
    ),
    { numRuns: runs(500) },
  )
  t.pass('in pairs of thirteen kinds')
})

function nested([a, b, c, d, e]: string[], [open, close]: string, [innerOpen, innerClose]: string): string {
  return `${a} ${open}${b} ${innerOpen}${c}${innerClose} ${d}${close} ${e}`
}

t.test('the marks that a whole quotation is pasted with are none of its words', async (t) => {
  const source = 'This is where abandonment has led. “We shall not ask,” she said, “for anything.”'
  for (const [open, close] of MARKS)
    t.match(first(`${open}This is where abandonment has led.${close}`, source), {
      verdict: 'typography',
      exact: 'This is where abandonment has led.',
      flags: [],
    })
  t.match(first('“This is [...] has led.”', source), { verdict: 'elided', meaningRisk: false })
  t.match(first('‘This is where abandonment had led.’', source), {
    verdict: 'altered',
    flags: ['wording'],
  })
  t.match(first('“This is not where abandonment has led.”', source), {
    verdict: 'altered',
    flags: ['negation'],
  })
  t.equal(
    first('“We shall not ask,” she said, “for anything.”', source)?.exact.at(0),
    '“',
    'those of the source stay',
  )
})

t.test('an omission between words that are set otherwise is told, and hides no change', async (t) => {
  const source = 'He told him that the word “strike” was in all those years never used in the mill.'
  t.match(first('that the word ‘strike’ was […] never used in the mill', source), {
    verdict: 'elided',
    flags: [],
  })
  t.match(first('that the word ‘strike’ was […] ever used in the mill', source), { verdict: 'altered' })
  t.match(first('that the word ‘strike’ was in all those years […] used in the mill', source), {
    verdict: 'elided',
    flags: ['negation'],
    meaningRisk: true,
  })
})

t.test('where case differs beside the setting, the verdict is case', async (t) => {
  const source = 'He told him that the word “strike” was never used in the mill.'
  t.match(first('The word ‘strike’ was never used', source), {
    verdict: 'case',
    flags: ['case'],
    meaningRisk: false,
  })
})

t.test(
  'a heading that is left out between paragraphs is skipped and told, other words are not',
  async (t) => {
    const paragraphs = ['They came to the town at the beginning of barley harvest.', 'Chapter 2', 'And Naomi had a kinsman of her husband’s, a man of wealth.', 'Not counted either', 'And Ruth said to her.'] // biome-ignore format: one text
    const text = new ReadingText(
      paragraphs.map((words, ordinal) => ({
        ordinal,
        number: ordinal % 2 ? null : ordinal + 1,
        paragraph: null,
        text: words,
      })),
    )
    const find = (quotation: string) => matchesIn(text, new Quotation(quotation), 3)[0]
    const match = find('at the beginning of barley harvest. And Naomi had a kinsman of her husband’s')
    t.match(match, {
      verdict: 'identical',
      exact: 'at the beginning of barley harvest. And Naomi had a kinsman of her husband’s',
      edits: [{ kind: 'skipped', asQuoted: '', source: 'Chapter 2' }],
      flags: [],
      meaningRisk: false,
    })
    t.strictSame(match!.parts.map((part) => text.exact(part)), ['at the beginning of barley harvest.', 'And Naomi had a kinsman of her husband’s']) // biome-ignore format: one list
    t.match(
      find("barley harvest. And Naomi had a kinsman of her husband's, a man of wealth. And Ruth said"),
      {
        verdict: 'typography',
        edits: [{ source: 'Chapter 2' }, { source: 'Not counted either' }],
      },
    )
    t.match(find('barley harvest. Chapter 2 And Naomi had a kinsman of her husband’s'), {
      verdict: 'identical',
      edits: [],
    })
    t.match(find('barley harvest. And Naomi had no kinsman of her husband’s'), { verdict: 'altered' })
    t.not(
      find('beginning of barley harvest. And Ruth said to her.')?.verdict,
      'identical',
      'a paragraph is no heading',
    )
  },
)
