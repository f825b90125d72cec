/** What every export is written from: a work, or a passage of one, as it is cited. */

import { oneLine } from '../../text/one-line.ts'
import type { CslItem } from '../csl/item.ts'
import { citationKey } from './citation-key.ts'
import type { CitedThing, Passage } from './cited-thing.ts'
import { locatorWords } from './locator-words.ts'
import { joined } from './plain-text.ts'

/** What is cited, with the key that names it in a bibliography file. */
export interface ExportRecord extends CitedThing {
  kind: 'work' | Passage['kind']
  key: string
}

/** What is cited, ready to be written in any format. */
export function exportRecord(cited: CitedThing): ExportRecord {
  return { ...cited, kind: cited.passage?.kind ?? 'work', key: citationKey(cited) }
}

/** So many words of a quote tell it from others of its paragraph. */
const TELLING_WORDS = 5

/**
 * The short title of what is cited: passages of one work, which have its title, are told apart by it in lists of a
 * reference manager.
 */
export function tellingTitle({ item, passage }: ExportRecord): string | undefined {
  const short = item['title-short']
  if (!passage) return short
  const place = joined([short ?? item.title, locatorWords(passage)], ', ')
  if (passage.kind === 'paragraph') return place ?? undefined
  const words = oneLine(passage.exact).split(' ').slice(0, TELLING_WORDS).join(' ')
  return joined([place, words.replace(/\p{P}{1,3}$/u, '')], ': ') ?? undefined
}

/**
 * The item with the address of what is cited, and its page where the item has none: a passage has only its own, a work keeps that of the copy cited.
 * `accessed` belongs to the address that it came with, and goes when another takes its place.
 */
export function addressedItem({ item, url, passage }: ExportRecord): CslItem {
  const paged =
    passage?.place?.label === 'page' && item.page === undefined
      ? { ...item, page: passage.place.value }
      : item
  const address = passage || item.URL === undefined ? url : item.URL
  if (address === item.URL) return paged
  const { accessed: _, ...rest } = paged
  return { ...rest, URL: address }
}
