/** What is cut off before a quotation, marks of omission of many countries, headings, numbers and ß. */
import t from 'tap'
import { buildTestApp } from '../support/app.ts'

const TEXT = `# Waters

The villagers did not consent to the removal of the graves.

## A heading

And they kept 4,500 boats; the big ones were sold. Ein großer Teil blieb. Não tive filhos nem casa, e vivi.`

const CASES: readonly [quoted: string, verdict: string, risk: boolean, ...flags: string[]][] = [
  ['Consent to the removal of the graves.', 'case', true, 'negation', 'case'],
  ['[C]onsent to the removal of the graves.', 'elided', true, 'negation'],
  ['consent to the removal of the graves.', 'identical', false],
  ['Tive filhos nem casa, e vivi.', 'case', true, 'negation', 'case'],
  ['The big ones were sold.', 'case', false, 'case'],
  ['The villagers did <...> consent to the removal', 'elided', true, 'negation'],
  ['The villagers <…> of the graves.', 'elided', true, 'negation'],
  ['they kept /.../ the big ones were sold.', 'elided', false],
  ['The villagers did not consent（中略）of the graves.', 'elided', false],
  ['they kept 4 500 boats; the big ones were sold.', 'altered', false, 'punctuation'],
  ['they kept 45 500 boats; the big ones were sold.', 'altered', true, 'number'],
  ['Ein grosser Teil blieb.', 'altered', false, 'orthography'],
  [
    'the villagers did not consent to the removal of the graves. And they kept 4,500 boats',
    'case',
    false,
    'case',
  ],
]

t.test('cuts, omissions, numbers and headings are told', async (t) => {
  const { app, writer } = await buildTestApp(t, { seed: false })
  await writer.importSource({
    bytes: Buffer.from(TEXT),
    mediaType: 'text/markdown',
    manifest: { title: 'Waters' },
  })
  for (const [text, verdict, meaningRisk, ...flags] of CASES) {
    const answer = await app.inject({ method: 'POST', url: '/verify', payload: { text } })
    const { verdict: told, matches } = answer.json()
    t.equal(told, verdict, text)
    t.strictSame(
      { meaningRisk: matches[0]?.meaningRisk, flags: matches[0]?.flags },
      { meaningRisk, flags },
      text,
    )
  }
})
