import type { Link } from './links.ts'

/** The link by which clients of the Web Annotation Protocol (§3.1) know an annotation. */
export const ANNOTATION_LINK: Link = { href: 'http://www.w3.org/ns/ldp#Resource', rel: 'type' }
