import t from 'tap'
import { Citer } from '../../src/citing/citer.ts'
import { createEngine, type Engine, type Format } from '../../src/citing/engine.ts'
import { localeTags, localeXml, shortNoDate } from '../../src/citing/locales.ts'
import type { Formatted } from '../../src/citing/pieces.ts'
import { prepareItem } from '../../src/citing/prepare/prepare.ts'
import { stripForSingleItem } from '../../src/citing/strip.ts'
import { type GoldenLine, goldenLines, PARTS, type Part, target } from './golden-lines.ts'

/** Right parts in each style, of those with a target, in the locales that are there. Raise, never lower. */
const REACHED: Record<string, number> = { apa: 732, 'modern-language-association': 736 }
const SHOWN = 12

const citer = new Citer()
const engines = new Map<string, Engine>()
const lines = goldenLines().filter(({ locale }) => localeTags().includes(locale))

/** Every part of a line as we print it: through the front door where it has a form for it. */
async function printed(line: GoldenLine): Promise<Record<Part, Formatted>> {
  const request = { item: line.item, revision: `${line.id}@1`, style: line.style, locale: line.locale }
  const plain = await citer.cite(request)
  const third = await citer.cite({ ...request, locator: { start: 3 } })
  const range = await citer.cite({ ...request, locator: { start: 3, end: 5 } })
  const suppressed = await citer.cite({ ...request, locator: { start: 3 }, suppressAuthor: true })
  const [author, page] = await outsideTheFacade(line)
  return {
    bibliography: plain.bibliography,
    'cite.plain': plain.inText,
    'cite.para3': third.inText,
    'cite.paras3to5': range.inText,
    'cite.page12': page,
    'cite.authorOnly': author,
    'cite.suppressAuthorPara3': suppressed.inText,
  }
}

async function outsideTheFacade({ item, style, locale }: GoldenLine): Promise<[Formatted, Formatted]> {
  const key = `${style} ${locale}`
  const engine =
    engines.get(key) ??
    (await createEngine({ styleXml: stripForSingleItem(citer.styles.find(style).xml()), locale, localeXml }))
  engines.set(key, engine)
  const prepared = prepareItem(item, style, { noDate: shortNoDate(locale) })
  const both = (write: (format: Format) => string) => ({ text: write('text'), html: write('html') })
  return engine.format(prepared, (loaded) => [
    both((format) => loaded.author(format)),
    both((format) => loaded.cite({ locator: '12', label: 'page' }, format)),
  ])
}

t.test('the seed article is cited exactly as the golden lines say, in every part and locale', async (t) => {
  for (const line of lines.filter(({ id }) => id === 'seed')) {
    const ours = await printed(line)
    for (const part of PARTS) {
      const right = target(line, part)
      if (right) t.strictSame(ours[part], right, `${line.style} ${line.locale} ${part}`)
    }
  }
})

t.test('every golden part is counted, and never fewer are right than before', async (t) => {
  const counts = new Map<string, { right: number; of: number }>()
  const differences: string[] = []
  for (const line of lines) {
    const ours = await printed(line)
    for (const part of PARTS) {
      const right = target(line, part)
      if (right === null) continue
      const count = counts.get(`${line.style} ${part}`) ?? { right: 0, of: 0 }
      counts.set(`${line.style} ${part}`, count)
      count.of++
      if (ours[part].text === right.text && ours[part].html === right.html) count.right++
      else
        differences.push(
          `${line.style} ${line.id} ${line.locale} ${part}\n  want ${right.html}\n  have ${ours[part].html}`,
        )
    }
  }
  for (const [name, { right, of }] of counts) t.comment(`${name}: ${right} of ${of}`)
  if (differences.length > 0)
    t.comment(`${differences.length} differ, the first:\n${differences.slice(0, SHOWN).join('\n')}`)
  for (const [style, least] of Object.entries(REACHED)) {
    const right = [...counts]
      .filter(([name]) => name.startsWith(`${style} `))
      .reduce((sum, [, count]) => sum + count.right, 0)
    t.ok(right >= least, `${style}: ${right} parts are right, at least ${least}`)
  }
})
