import type { Link } from './links.ts'
import { CITATION_TYPES, extensionOf, isExportType } from './media-types.ts'

/** Links to what has this address in other media types. The exports are metadata that describe it, too. */
export function alternateLinks(url: string, types: readonly string[]): Link[] {
  return types.map((type) => ({
    href: withExtension(url, extensionOf(type)),
    rel: isExportType(type) ? 'alternate describedby' : 'alternate',
    type,
  }))
}

/** Links to every citation format of what has this address. */
export function citationLinks(url: string): Link[] {
  return alternateLinks(url, CITATION_TYPES)
}

/** The address at which just one representation is. */
function withExtension(url: string, extension: string): string {
  const [path = '', query] = url.split('?')
  return `${path}.${extension}${query === undefined ? '' : `?${query}`}`
}
