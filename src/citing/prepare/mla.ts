/** What the MLA Handbook, 9th edition, asks of an item. */
import type { CslItem } from '../csl/item.ts'
import { soleOrganisation, without } from './item-members.ts'
import { unpublishedByDate } from './unpublished.ts'

/** An archive's web site is a second container (5.34), a publisher is named once (5.17, 5.60), a newspaper's city if its name lacks it (5.37). */
export function prepareForMla(item: CslItem): CslItem {
  return cityOnce(publisherOnce(archiveAsContainer(unpublishedByDate(item))))
}

/** In CSL the second container is `source`; an archive of papers, with a shelf mark or a place, stays `archive`. */
function archiveAsContainer(item: CslItem): CslItem {
  const { archive } = item
  const papers = item.archive_location !== undefined || item['archive-place'] !== undefined
  if (archive === undefined || item.URL === undefined || papers || item.source !== undefined) return item
  return { ...without(item, 'archive'), source: archive }
}

function publisherOnce(item: CslItem): CslItem {
  const { publisher } = item
  if (publisher === undefined) return item
  const titled = soleOrganisation(item) === publisher ? without(item, 'author') : item
  return titled['container-title'] === publisher ? without(titled, 'publisher') : titled
}

function cityOnce(item: CslItem): CslItem {
  const city = item['publisher-place']
  const named = city !== undefined && item['container-title']?.includes(city)
  return named && item.type === 'article-newspaper' ? without(item, 'publisher-place') : item
}
