/** Whose words, and where: right and wrong claims in every form of citation, in manuscripts of every format. */
import t from 'tap'
import { checkQuotations } from '../../src/manuscripts/check-quotations.ts'
import { readManuscript } from '../../src/manuscripts/read-manuscript.ts'
import { LocalSearching } from '../../src/searching/searching-thread.ts'
import { buildTestApp } from '../support/app.ts'
import { CITATION_FORMS, type CitationForm, type Source, wronglyCited } from '../support/cited-quotations.ts'
import { cases } from '../support/runs.ts'
import { WRITERS } from './written/manuscripts.ts'
import { outlineOf } from './written/outline.ts'
import { importSources } from './written/sources.ts'

t.test('claims are judged as they were made, in each form and format', async (t) => {
  const { archive, writer } = await buildTestApp(t, { seed: false })
  const sources = await importSources(writer)
  const services = { archive, searching: new LocalSearching(archive) }
  const check = async (form: CitationForm, { mediaType, write }: (typeof WRITERS)[number], cited: Source) => {
    const parts = outlineOf(
      `## An essay\n\nIt begins here, with the clerks’ own sentence.\n\n${form.write(cited)}`,
    )
    for await (const found of checkQuotations(services, readManuscript({ bytes: write(parts), mediaType })))
      if (found.quotation.text.startsWith(cited.quoted)) return found.attribution
    return undefined
  }
  const wrong: string[] = []
  const table = new Map<string, { found: number; wrong: number }>()
  const wanted = cases(120)
  // Forms go with sources and formats in turn, so that a few tries have some of each.
  for (let at = 0, tried = 0; tried < wanted; at++) {
    const form = CITATION_FORMS[at % CITATION_FORMS.length]!
    const round = Math.floor(at / CITATION_FORMS.length)
    const format = WRITERS[((at % CITATION_FORMS.length) + round) % WRITERS.length]!
    const source = sources[at % sources.length]!
    for (const [kind, cited] of wronglyCited(source, form)) {
      const told = await check(form, format, cited)
      const counts = table.get(`${form.name} | ${format.name}`) ?? { found: 0, wrong: 0 }
      table.set(`${form.name} | ${format.name}`, counts)
      tried++
      if (told?.attribution === kind) counts.found++
      else counts.wrong++
      if (told?.attribution !== kind)
        wrong.push(
          `${form.name}, ${format.name}, ${kind}: ${told?.attribution} ${told?.sentence} | ${form.write(cited)}`,
        )
    }
  }
  for (const [place, { found, wrong }] of [...table].sort()) t.comment(`${place}: ${found}/${wrong}`)
  t.strictSame(wrong.slice(0, 20), [])
})
