import type { CslItem } from '../csl/item.ts'
import type { HostFields } from './tex-hosts.ts'

/** How a CSL item type is written in BibLaTeX. */
export interface BiblatexType {
  entry: string
  /** Tells apart what one entry type joins. */
  subtype?: string
  hostFields: HostFields
}

/** Biber's data model knows no publisher of an article. */
const ARTICLE: HostFields = { container: 'journaltitle', publisher: null }
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
  figure: { entry: 'artwork', subtype: 'figure', hostFields: OTHER },
  graphic: { entry: 'artwork', hostFields: OTHER },
  legal_case: { entry: 'jurisdiction', hostFields: OTHER },
  legislation: { entry: 'legislation', hostFields: OTHER },
  manuscript: { entry: 'unpublished', hostFields: OTHER },
  motion_picture: { entry: 'movie', hostFields: OTHER },
  pamphlet: { entry: 'booklet', hostFields: OTHER },
  'paper-conference': { entry: 'inproceedings', hostFields: PART },
  patent: { entry: 'patent', hostFields: OTHER },
  performance: { entry: 'misc', subtype: 'performance', hostFields: OTHER },
  periodical: { entry: 'misc', subtype: 'periodical', hostFields: OTHER },
  personal_communication: { entry: 'letter', hostFields: OTHER },
  post: { entry: 'online', hostFields: SITE },
  'post-weblog': { entry: 'online', hostFields: SITE },
  report: { entry: 'report', hostFields: PAPER },
  review: { entry: 'article', hostFields: ARTICLE },
  'review-book': { entry: 'article', hostFields: ARTICLE },
  software: { entry: 'software', hostFields: SITE },
  song: { entry: 'audio', hostFields: OTHER },
  standard: { entry: 'manual', subtype: 'standard', hostFields: SITE },
  thesis: { entry: 'thesis', hostFields: PAPER },
  webpage: { entry: 'online', hostFields: SITE },
}

/**
 * How an item is written; a type that BibLaTeX does not know is `misc`. A book must have authors and a collection editors,
 * a part of a collection must have its editors (manual, 2.1.1): those that have none are the other.
 */
export function biblatexType({
  type,
  author,
  editor,
  'container-author': bookAuthor,
}: CslItem): BiblatexType {
  const written = TYPES[type] ?? { entry: 'misc', hostFields: OTHER }
  if (written.entry === 'book' && !author && editor) return { ...written, entry: 'collection' }
  if (written.entry === 'collection' && !editor) return { ...written, entry: 'book' }
  if (written.entry === 'incollection' && (bookAuthor || !editor)) return { ...written, entry: 'inbook' }
  return written
}
