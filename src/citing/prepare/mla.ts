/** What the MLA Handbook, 9th edition, asks of an item. */
import type { CslItem } from '../csl/item.ts'
import { soleOrganisation, without } from './item-members.ts'
import { unpublishedByDate } from './unpublished.ts'

/** An archive's web site is a second container (5.34), a publisher is named once (5.17, 5.60), a newspaper's city if its
 * name lacks it (5.37); the number of an article stands where its pages would (5.93). */
export function prepareForMla(item: CslItem): CslItem {
  return cityOnce(publisherOnce(archiveAsContainer(numberInPlace(genericKind(unpublishedByDate(item))))))
}

/** What a report is called by no name of its own has small letters (5.53): "Working paper no. 12". */
const GENERIC =
  /^(?:(?:briefing|discussion|occasional|policy|research|staff|technical|white|working) )?(?:brief|memorandum|paper|report)$/i

function genericKind(item: CslItem): CslItem {
  const { type, genre } = item
  return type === 'report' && genre !== undefined && GENERIC.test(genre)
    ? { ...item, genre: genre.toLowerCase() }
    : item
}

function numberInPlace(item: CslItem): CslItem {
  const { type, number, archive, page } = item
  if (number === undefined) return item
  if (type === 'article-journal') return without(item, 'page')
  if (type !== 'thesis' || archive === undefined || page !== undefined) return item
  return { ...without(item, 'number'), archive_location: item.archive_location ?? `no. ${number}` }
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
