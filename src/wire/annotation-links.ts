import { withExtension } from './citation-links.ts'
import type { Link } from './links.ts'
import { ANNOTATION_EXTENSION, ANNOTATION_TYPE } from './media-types.ts'

/** The link by which clients of the Web Annotation Protocol (§3.1) know an annotation. */
export const ANNOTATION_LINK: Link = { href: 'http://www.w3.org/ns/ldp#Resource', rel: 'type' }

/** The link from a quote's address to its annotation. */
export function annotationAlternate(url: string): Link {
  return { href: withExtension(url, ANNOTATION_EXTENSION), rel: 'alternate', type: ANNOTATION_TYPE }
}
