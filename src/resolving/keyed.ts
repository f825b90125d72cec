import type { ListedWork, WorkReads } from '../store/works.ts'

/** What keys are looked up in. */
interface Keyed {
  archive: { reads: { works: Pick<WorkReads, 'list'> } }
}

/** A citation key as exports hand it out, perhaps of a paragraph or quote: names, year, a word of the title. */
const KEY =
  /^([a-z][a-z0-9]{0,47}?)(\d{3,4})([a-z0-9]{0,24})(?:-p\d{1,6}(?:-\d{1,6})?)?(?:-[0-9a-z]{6}(?:-\d{1,6})?)?$/
/** Works of one year that are looked at. */
const MOST = 500

/** The works whose citation key this is, in the order of their arrival: several may have one. */
export async function worksKeyed({ archive }: Keyed, typed: string): Promise<ListedWork[]> {
  const [, name, digits, word = ''] = KEY.exec(typed) ?? []
  if (name === undefined || digits === undefined) return []
  const { citationKey } = await import('../citing/exports/citation-key.ts')
  const { cslItem } = await import('../citing/csl/item-of-work.ts')
  const year = digits.padStart(4, '0')
  const listed = await archive.reads.works.list({
    ...{ issuedFrom: `${year}-01-01`, issuedUntil: `${year}-12-31`, after: 0, limit: MOST },
    // Letters that are spelt in two may be one in the title.
    ...(word.length > 1 && !/[aou]e|ss|th/.test(word) && { title: word }),
  })
  return listed.filter(({ id, metadata }) => {
    const work = { id, title: metadata.title, url: '' }
    return citationKey({ item: cslItem(metadata, { id }), work }) === `${name}${digits}${word}`
  })
}

/** The id of the only work whose citation key this is. */
export async function workIdKeyed(works: Keyed, typed: string): Promise<string | undefined> {
  const [work, ...others] = await worksKeyed(works, typed)
  return others.length === 0 ? work?.id : undefined
}
