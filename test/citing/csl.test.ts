/**
 * Names, dates and text case as CSL has them, through the front door: by the rules of the specification, and by the
 * fixtures of the CSL project's test suite. The suite says nothing of its licence and is not in this repository. It is
 * run where CSL_TEST_SUITE names a directory of it: `processor-tests/humans` of a clone of
 * https://github.com/citation-style-language/test-suite, or `test/csl` of Debian's source package haskell-citeproc.
 */
import t from 'tap'
import { Citer } from '../../src/citing/citer.ts'
import { describeStyle } from '../../src/citing/styles/style.ts'
import { StyleRegistry } from '../../src/citing/styles/style-registry.ts'
import { CSL_RULES } from './csl-rules.ts'
import { isOurs, readFixtures, runFixture } from './csl-suite.ts'
import { SUITE_DIFFERENCES } from './csl-suite-differences.ts'

/** A style that prints one thing, in its cites and in its entries. */
function citerOf(layout: string, { attributes = '', locale = '' } = {}): Citer {
  const xml = `<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" ${attributes}>
    <info><title>Rule</title><id>rule</id><updated>2026-01-01T00:00:00+00:00</updated></info>${locale}
    <citation><layout>${layout}</layout></citation>
    <bibliography><layout>${layout}</layout></bibliography></style>`
  return new Citer({ styles: new StyleRegistry([describeStyle('rule', 'directory', xml)]) })
}

t.test('names, dates and text case are formatted by the rules of CSL 1.0.2', async (t) => {
  for (const { rule, layout, item, style: attributes = '', ...wanted } of CSL_RULES) {
    const printed = wanted.instead ?? wanted.printed
    const citer = citerOf(layout, { attributes })
    const whole = { id: 'a', type: 'book', ...item }
    const list = { style: 'rule', items: [{ id: 'a', item: whole }], cites: [{ id: 'a' }] }
    const alone = await citer.cite({ item: whole, revision: '1', style: 'rule' })
    t.strictSame([alone.bibliography.text, alone.inText.text], [printed, printed], rule)
    for (const turn of ['first', 'second']) {
      const { bibliography, cites } = await citer.citeMany(list)
      const texts = [bibliography[0]?.text, cites[0]?.text]
      t.strictSame(texts, [printed, printed], `${rule}, in the ${turn} list`)
    }
  }
})

t.test('a style’s own words stand also where its language has no locale file', async (t) => {
  const terms = '<terms><term name="editor">επιμ.</term></terms>'
  const locale = `<locale xml:lang="el">${terms}</locale>`
  const term = '<text term="editor"/>'
  const item = { id: 'a', type: 'book' }
  const ask = (attributes: string, more: { locale?: string } = {}) =>
    citerOf(term, { attributes, locale }).cite({ item, revision: '1', style: 'rule', ...more })
  t.match(await ask('default-locale="el"'), { locale: 'el', inText: { text: 'επιμ.' } })
  t.match(await ask('default-locale="el"', { locale: 'en' }), { locale: 'en-US', inText: { text: 'editor' } })
  t.match(await ask('default-locale="../../el"'), { locale: 'en-US', inText: { text: 'editor' } })
  await t.rejects(ask('', { locale: 'el' }), { code: 'unknown_locale' })
})

const suite = process.env['CSL_TEST_SUITE']

t.test(
  'the fixtures of the CSL test suite',
  { skip: suite ? false : 'CSL_TEST_SUITE is not set' },
  async (t) => {
    const fixtures = readFixtures(suite!)
    const ours = fixtures.filter(([, fixture]) => isOurs(fixture))
    const differences: string[] = []
    for (const [name, fixture] of ours) {
      const outcome = await runFixture(fixture).catch((error: Error) => ({ want: '', have: [error.message] }))
      if (outcome.have.some((have) => have !== outcome.want)) differences.push(name)
      if (name in SUITE_DIFFERENCES) continue
      for (const have of outcome.have) t.equal(have, outcome.want, name)
    }
    t.comment(
      `${ours.length} of ${fixtures.length} fixtures, ${differences.length} differ for a known reason`,
    )
    t.ok(ours.length > 600)
  },
)
