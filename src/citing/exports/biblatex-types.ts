import type { HostFields } from './tex-hosts.ts'

/** How a CSL item type is written in BibLaTeX. */
export interface BiblatexType {
  entry: string
  /** Tells apart what one entry type joins. */
  subtype?: string
  hostFields: HostFields
}

const ARTICLE: HostFields = { container: 'journaltitle', publisher: 'publisher' }
const PART: HostFields = { container: 'booktitle', publisher: 'publisher' }
const BOOK: HostFields = { publisher: 'publisher' }
const PAPER: HostFields = { publisher: 'institution' }
const SITE: HostFields = { publisher: 'organization' }
const OTHER: HostFields = { publisher: 'howpublished' }

const TYPES: Readonly<Record<string, BiblatexType>> = {
  'article-journal': { entry: 'article', hostFields: ARTICLE },
  'article-magazine': { entry: 'article', subtype: 'magazine', hostFields: ARTICLE },
  'article-newspaper': { entry: 'article', subtype: 'newspaper', hostFields: ARTICLE },
  book: { entry: 'book', hostFields: BOOK },
  chapter: { entry: 'incollection', hostFields: PART },
  classic: { entry: 'book', hostFields: BOOK },
  collection: { entry: 'collection', hostFields: BOOK },
  dataset: { entry: 'dataset', hostFields: SITE },
  entry: { entry: 'inreference', hostFields: PART },
  'entry-dictionary': { entry: 'inreference', hostFields: PART },
  'entry-encyclopedia': { entry: 'inreference', hostFields: PART },
  figure: { entry: 'image', hostFields: OTHER },
  graphic: { entry: 'artwork', hostFields: OTHER },
  legal_case: { entry: 'jurisdiction', hostFields: OTHER },
  legislation: { entry: 'legislation', hostFields: OTHER },
  manuscript: { entry: 'unpublished', hostFields: OTHER },
  motion_picture: { entry: 'movie', hostFields: OTHER },
  pamphlet: { entry: 'booklet', hostFields: OTHER },
  'paper-conference': { entry: 'inproceedings', hostFields: PART },
  patent: { entry: 'patent', hostFields: OTHER },
  performance: { entry: 'performance', hostFields: OTHER },
  periodical: { entry: 'periodical', hostFields: OTHER },
  personal_communication: { entry: 'letter', hostFields: OTHER },
  post: { entry: 'online', hostFields: SITE },
  'post-weblog': { entry: 'online', hostFields: SITE },
  report: { entry: 'report', hostFields: PAPER },
  review: { entry: 'article', hostFields: ARTICLE },
  'review-book': { entry: 'article', hostFields: ARTICLE },
  software: { entry: 'software', hostFields: SITE },
  song: { entry: 'music', hostFields: OTHER },
  standard: { entry: 'standard', hostFields: SITE },
  thesis: { entry: 'thesis', hostFields: PAPER },
  webpage: { entry: 'online', hostFields: SITE },
}

/** How items of a CSL type are written; a type that BibLaTeX does not know is `misc`. */
export function biblatexTypes(type: string): BiblatexType {
  return TYPES[type] ?? { entry: 'misc', hostFields: OTHER }
}
