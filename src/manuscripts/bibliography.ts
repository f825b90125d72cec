import type { Claim } from '../attribution/claim.ts'
import type { BibliographyText } from '../collections/lists/bibliography.ts'
import { printName } from '../loading/metadata/print-name.ts'

/** The entries of a bibliography that was given with a manuscript, by their keys. */
export type Bibliography = ReadonlyMap<string, Claim>

/** What a bibliography claims under each key. @throws ColophonError `invalid_list` */
export async function bibliographyOf(list: BibliographyText): Promise<Bibliography> {
  const { readBibliography } = await import('../collections/lists/bibliography.ts')
  const entries = [...(await readBibliography(list))]
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
