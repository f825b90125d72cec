import t from 'tap'
import { inlineOf } from '../../src/markup/inline.ts'
import { markedText } from '../../src/markup/marked-text.ts'
import { sourceMarks } from '../../src/markup/source-marks.ts'
import { tableOf } from '../../src/markup/table.ts'
import { buildTestApp } from '../support/app.ts'
import fc from '../support/properties.ts'
import { runs } from '../support/runs.ts'
import { SYNTAX } from './syntax.ts'

t.test('the segments that the store picks out show the same markup as all of them', async (t) => {
  const { archive, writer } = await buildTestApp(t, { seed: false })
  const { reads } = archive
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...SYNTAX), { minLength: 5, maxLength: 60 }), async (parts) => {
      const bytes = Buffer.from(`# Title\n\nWord ${parts.join('')} word.\n`)
      const { work: id } = await writer.importSource({ bytes, mediaType: 'text/markdown', fileName: 'a.md' })
      const work = (await reads.works.named(id))!
      const { blocks, marks, references } = await markedText(reads, work)
      const all = await sourceMarks(reads.provenance.segments(work.version.no), bytes)
      for (const { ordinal, kind, text } of blocks) {
        const [few, every] = [marks.get(ordinal) ?? [], all.ofBlocks.get(ordinal) ?? []]
        const shown = (marks: typeof few) =>
          JSON.stringify(
            kind === 'table'
              ? tableOf(text, marks)
              : inlineOf(text, marks, { references, ownLines: kind === 'pre' }),
          )
        if (shown(few) !== shown(every)) throw new Error(`${text}: ${shown(few)} and ${shown(every)}`)
      }
    }),
    { numRuns: runs(300) },
  )
  t.pass()
})
