/** The Open Graph protocol (https://ogp.me): what others show of a link to a page. */
import { w3cDate } from '../../citing/exports/edtf.ts'
import type { ExportRecord } from '../../citing/exports/export-record.ts'
import type { Meta } from './meta.ts'

/** What a page says of itself to those who share it. */
export interface Shared {
  title: string
  description: string
  /** The name of the archive. */
  site: string
}

/**
 * The properties. Zotero takes the site's name for the website's title where no other is known: it is not told for a
 * text whose address is that of another site.
 */
export function openGraph(
  { item, passage, url }: ExportRecord,
  { title, description, site }: Shared,
): Meta[] {
  const elsewhere = !passage && item.URL !== undefined && item['container-title'] === undefined
  return [
    ['og:title', title],
    ['og:type', 'article'],
    ['og:url', url],
    ['og:description', description],
    ['og:site_name', elsewhere ? null : site],
    ['og:locale', locale(item.language)],
    ['article:published_time', w3cDate(item.issued)],
  ]
}

/** `language_TERRITORY`, of languages that are known with their territory. */
function locale(language: string | undefined): string | null {
  const [, name, territory] = /^([a-z]{2,3})(?:-[A-Z][a-z]{3})?-([A-Z]{2})$/.exec(language ?? '') ?? []
  return territory === undefined ? null : `${name}_${territory}`
}
