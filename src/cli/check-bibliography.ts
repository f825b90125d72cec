import { printName } from '../loading/metadata/print-name.ts'
import type { Bibliography } from '../manuscripts/claims-of.ts'

/**
 * What a bibliography claims under each key; nothing without a file.
 *
 * @throws ColophonError `unusable_path`, `invalid_list`
 */
export async function bibliographyOf(file: string | undefined): Promise<Bibliography> {
  if (file === undefined) return new Map()
  const { readBibliography } = await import('../collections/lists/bibliography.ts')
  const entries = [...(await readBibliography(file))]
  return new Map(
    entries.map(([key, { authors = [], title, issued, doi, url }]) => {
      const author = authors.map(printName).join('; ')
      const work = doi ?? url
      const year = /\d{4}/.exec(issued ?? '')?.[0]
      return [
        key,
        { ...(work && { work }), ...(author && { author }), ...(title && { title }), ...(year && { year }) },
      ]
    }),
  )
}
