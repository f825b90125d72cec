import type { Link } from '../links.ts'
import { CITATION_FORMATS, CITATION_TYPES, isExportType } from '../media-types.ts'

/** Links to every citation format of what has this address. The exports are metadata that describe it, too. */
export function citationLinks(url: string): Link[] {
  const [path = '', query] = url.split('?')
  return CITATION_TYPES.map((type) => ({
    href: `${path}.${CITATION_FORMATS[type].extension}${query === undefined ? '' : `?${query}`}`,
    rel: isExportType(type) ? 'alternate describedby' : 'alternate',
    type,
  }))
}
