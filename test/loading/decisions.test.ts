import t from 'tap'
import { type Decision, decisionsIn } from '../../src/loading/decisions/decision.ts'
import type { LoadedDocument } from '../../src/loading/document.ts'
import { givenStatements } from '../../src/loading/metadata/given.ts'
import { givenAgain } from '../../src/loading/metadata/given-again.ts'
import { load } from '../support/load.ts'

const SOURCE = `# Über Häfen

The men saw the *ever-*
pitching sea and then the light-
house, where a lib-
eratory boat lay.

A second paragraph that stands about the harbour and its boats, and then

Goes on here with a capital in the same sentence as before.

A third one ends here.

> Said of it.

It was the time of the sea, and the boats that came into it were of

the small kind, as anyone could see.
`
const bytes = Buffer.from(SOURCE)

function read(decisions: readonly Decision[] = [], source = bytes): LoadedDocument {
  return load({ bytes: source, mediaType: 'text/markdown', fileName: 'a.md', decisions }).document
}

const signature = { rule: 'a-rule', by: 'Jane Doe', decidedAt: '2026-01-02T03:04:05.000Z' }

/** A decision on the repair of which the words before end so. */
function on(before: string, decision: Decision['decision'], document = read()): Decision {
  const { start, end } = document.repairs.find((repair) => repair.before.endsWith(before))!
  return { start, end, decision, ...signature }
}

const texts = ({ blocks }: LoadedDocument) => blocks.map(({ text }) => text)
const shown = ({ repairs }: LoadedDocument) =>
  repairs.map(({ before, after, rule, certainty }) =>
    [`${before.slice(-5)}|${after.slice(0, 5)}`, rule, certainty].join(' '),
  )

t.test('what a person decides on a cut word is what stands there, for certain', async (t) => {
  t.strictSame(shown(read()), [
    'ever-|pitch unresolved-hyphen-line-break unresolved',
    'ight-|house unresolved-hyphen-line-break unresolved',
    'a lib|erato dehyphenate-line-break probable',
    ' then|Goes  join-space-page-break probable',
    're of|the s join-space-page-break probable',
  ])
  const decided = read([on('ever-', 'keep'), on('light-', 'join'), on('a lib', 'space')])
  t.strictSame(shown(decided), [
    'ever-|pitch decided-keep-line-break certain',
    'light|house decided-join-line-break certain',
    ' lib-|erato decided-space-line-break certain',
    ' then|Goes  join-space-page-break probable',
    're of|the s join-space-page-break probable',
  ])
  t.equal(
    texts(decided)[0],
    'The men saw the ever-pitching sea and then the lighthouse, where a lib- eratory boat lay.',
  )
  t.strictSame(texts(decided).slice(1), texts(read()).slice(1), 'nothing else changes')
  t.match(decided.warnings.join(), /2 paragraphs were joined/)
  t.notMatch(decided.warnings.join(), /hyphen/)
})

t.test('paragraphs are parted and joined as a person decides', async (t) => {
  const parted = read([on('and then', 'part')])
  t.equal(texts(parted).length, texts(read()).length + 1)
  t.equal(parted.repairs.length, read().repairs.length - 1)
  const at = bytes.indexOf('\n\nA third one')
  const place = { start: at, end: at, ...signature }
  const joined = read([{ ...place, decision: 'space' }])
  t.ok(texts(joined).includes(`${texts(read())[1]} A third one ends here.`))
  t.equal(joined.repairs.at(-2)?.rule, 'decided-space-page-break')
  t.ok(texts(read([{ ...place, decision: 'join' }]))[1]!.endsWith('before.A third one ends here.'))
})

t.test(
  'the last decision on a place is in force, and stands with its author among the statements',
  async (t) => {
    const first = on('light-', 'join')
    const last = { ...on('light', 'keep', read([first])), by: 'John Roe' }
    t.not(first.start, last.start, 'a dropped hyphen stands before the line break')
    const decided = read([on('ever-', 'keep'), first, last])
    t.match(texts(decided)[0], /the light-house, where/)
    const found = decisionsIn(decided.statements)
    t.strictSame(
      found.map(({ decision, by, start }) => [decision, by, start]),
      [
        ['keep', 'Jane Doe', on('ever-', 'keep').start],
        ['keep', 'John Roe', last.start],
      ],
    )
    t.strictSame(read(found), decided, 'what the statements say makes the same document again')
    t.strictSame(decided.metadata, read().metadata, 'nothing is said of the work')
  },
)

t.test('what cannot be decided is refused with its place', async (t) => {
  const code = 'invalid_decision'
  t.throws(() => read([{ start: 9, end: 9, decision: 'join', ...signature }]), { code, message: /byte 9 / })
  t.throws(() => read([on('light-', 'part')]), { code })
  const at = bytes.indexOf('\n\n> Said')
  t.throws(
    () => read([{ start: at, end: at, decision: 'space', ...signature }]),
    { code },
    'a quotation after',
  )
  const replaced = Buffer.from('# Of it\n\nThey saw the hearth&#45;\nstone there.\n')
  const place = on('hearth-', 'join', read([], replaced))
  t.throws(() => read([place], replaced), { code }, 'a hyphen that stands as an entity')
  t.match(texts(read([{ ...place, decision: 'keep' }], replaced))[0], 'the hearth-stone there')
})

t.test('what was given with a source is found in its statements again', async (t) => {
  const manifest = {
    title: 'A',
    authors: [{ family: 'Doe', given: 'Jane' }, { literal: 'UNHCR' }],
    editors: [{ literal: 'B' }],
    keywords: ['c', 'd'],
    retrieved: { date: '2020', label: 'e' },
    archive: { url: 'https://f.example' },
    issued: '2001',
    volume: '3',
  }
  t.strictSame(givenAgain(givenStatements(manifest)), manifest)
  t.strictSame(givenAgain(read().statements), {})
})
