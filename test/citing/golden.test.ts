import t from 'tap'
import { Citer } from '../../src/citing/citer.ts'
import { createEngine, type Engine, type Format } from '../../src/citing/engine/engine.ts'
import { stripForSingleItem } from '../../src/citing/engine/strip.ts'
import type { Formatted } from '../../src/citing/pieces/pieces.ts'
import { prepareItem } from '../../src/citing/prepare/prepare.ts'
import { bundledLocales } from '../../src/citing/styles/locales.ts'
import { some } from '../support/runs.ts'
import { type GoldenLine, goldenLines, PARTS, type Part, target } from './golden-lines.ts'
import { KNOWN_DIFFERENCES } from './known-differences.ts'

const locales = bundledLocales()
const localeXml = locales.xml

/** The share of right parts that each style must reach; in these all but those whose difference has a reason. */
const ALL = [
  'apa',
  'modern-language-association',
  'chicago-author-date',
  'chicago-notes-bibliography',
  'harvard-cite-them-right',
]
const REACHED = 0.98
const SHOWN = 12

const citer = new Citer()
const engines = new Map<string, Engine>()
const lines = goldenLines()

/** Every part of a line as we print it: through the front door where it has a form for it. */
async function printed(line: GoldenLine): Promise<Record<Part, Formatted>> {
  const request = { item: line.item, revision: `${line.id}@1`, style: line.style, locale: line.locale }
  const plain = await citer.cite(request)
  const third = await citer.cite({ ...request, locator: { start: 3 } })
  const range = await citer.cite({ ...request, locator: { start: 3, end: 5 } })
  const suppressed = await citer.cite({ ...request, locator: { start: 3 }, suppressAuthor: true })
  return {
    bibliography: plain.bibliography,
    'cite.plain': plain.inText,
    'cite.para3': third.inText,
    'cite.paras3to5': range.inText,
    'cite.suppressAuthorPara3': suppressed.inText,
    ...(await outsideTheFacade(line)),
  }
}

async function outsideTheFacade({ item, style, locale }: GoldenLine) {
  const key = `${style} ${locale}`
  const engine =
    engines.get(key) ??
    (await createEngine({ styleXml: stripForSingleItem(citer.styles.find(style).xml()), locale, localeXml }))
  engines.set(key, engine)
  const { linksDois } = citer.styles.find(style)
  const words = { noDate: locales.noDate(locale), eras: locales.eras(locale) }
  const prepared = prepareItem(item, style, { ...words, linksDois })
  const both = (write: (format: Format) => string) => ({ text: write('text'), html: write('html') })
  const isNote = citer.styles.find(style).category === 'note'
  return engine.format(prepared, (loaded) => {
    const subsequent = (locator?: string) =>
      both((format) => (isNote ? loaded.cite({ ...(locator && { locator }), subsequent: true }, format) : ''))
    return {
      'cite.page12': both((format) => loaded.cite({ locator: '12', label: 'page' }, format)),
      'cite.authorOnly': both((format) => loaded.author(format)),
      'cite.subsequentPlain': subsequent(),
      'cite.subsequentPara3': subsequent('3'),
    }
  })
}

t.test(
  'the seed article is cited exactly as the golden lines say, in every style, part and locale',
  async (t) => {
    for (const line of lines.filter(({ id }) => id === 'seed')) {
      const ours = await printed(line)
      for (const part of PARTS) {
        const right = target(line, part)
        if (right) t.strictSame(ours[part], right, `${line.style} ${line.locale} ${part}`)
      }
    }
  },
)

/** The differences that are known of these lines. */
function knownOf(lines: readonly GoldenLine[]): string[] {
  const names = new Set(lines.map(({ style, id }) => `${style} ${id}`))
  return Object.keys(KNOWN_DIFFERENCES).filter((key) => names.has(key.slice(0, key.lastIndexOf(' '))))
}

t.test('every golden part is counted, and where ours differs the reason is known', async (t) => {
  const counts = new Map<string, { right: number; of: number }>()
  const count = (name: string, right: boolean) => {
    const { right: before, of } = counts.get(name) ?? { right: 0, of: 0 }
    counts.set(name, { right: before + Number(right), of: of + 1 })
  }
  const differences = new Map<string, string>()
  const tried = some(lines)
  for (const line of tried) {
    const ours = await printed(line)
    for (const part of PARTS) {
      const right = target(line, part)
      if (right === null) continue
      const same = ours[part].text === right.text && ours[part].html === right.html
      count(`${line.style} ${part}`, same)
      count(line.style, same)
      if (!same)
        differences.set(
          `${line.style} ${line.id} ${part}`,
          `${line.locale}\n  want ${right.html}\n  have ${ours[part].html}`,
        )
    }
  }
  for (const [name, { right, of }] of [...counts].sort()) t.comment(`${name}: ${right} of ${of}`)
  const unexplained = [...differences].filter(([key]) => !(key in KNOWN_DIFFERENCES))
  t.strictSame(
    unexplained.slice(0, SHOWN).map(([key, difference]) => `${key} ${difference}`),
    [],
    'no difference without a reason',
  )
  t.strictSame(
    knownOf(tried).filter((key) => !differences.has(key)),
    [],
    'no reason without a difference',
  )
  for (const [name, { right, of }] of [...counts].filter(([name]) => !name.includes(' '))) {
    const known = knownOf(tried).filter((key) => key.startsWith(`${name} `)).length
    const least = (of - known) * (ALL.includes(name) ? 1 : REACHED)
    t.ok(right >= least, `${name}: ${right} of ${of} parts are right`)
  }
})
