import type { Link } from './links.ts'
import { CITATION_FORMATS, CITATION_TYPES, isExportType } from './media-types.ts'

/** Links to every citation format of what has this address. The exports are metadata that describe it, too. */
export function citationLinks(url: string): Link[] {
  return CITATION_TYPES.map((type) => ({
    href: withExtension(url, CITATION_FORMATS[type].extension),
    rel: isExportType(type) ? 'alternate describedby' : 'alternate',
    type,
  }))
}

/** The address at which just one representation is. */
export function withExtension(url: string, extension: string): string {
  const [path = '', query] = url.split('?')
  return `${path}.${extension}${query === undefined ? '' : `?${query}`}`
}
