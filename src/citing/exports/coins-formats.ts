/** The metadata formats of Z39.88-2004 (key/encoded-value matrices `journal`, `book`, `dissertation`, `dc`). */
import type { CslItem } from '../csl/item.ts'

type Members = (item: CslItem) => [key: string, value: string | undefined][]

/** A format, and an item's members in it without `rft.`. */
export interface CoinsFormat {
  format: 'journal' | 'book' | 'dissertation' | 'dc'
  members: Members
}

const journal: Members = (item) => [
  ['genre', 'article'],
  ['atitle', item.title],
  ['jtitle', item['container-title']],
  ['volume', item.volume],
  ['issue', item.issue],
  ['pages', item.page],
  ['issn', item.ISSN],
]

const book: Members = (item) => [['genre', 'book'], ['btitle', item.title], ...bookMembers(item)]

const chapter: Members = (item) => [
  ['genre', 'bookitem'],
  ['atitle', item.title],
  ['btitle', item['container-title']],
  ['pages', item.page],
  ...bookMembers(item),
]

const dissertation: Members = (item) => [
  ['title', item.title],
  ['inst', item.publisher],
  ['degree', item.genre],
]

/** Dublin Core; `type` is the name by which Zotero knows the kind of item. */
const dublinCore =
  (type: string): Members =>
  (item) => [
    ['type', type],
    ['title', item.title],
    ['source', item['container-title']],
    ['publisher', item.publisher],
    ['language', item.language],
    ['identifier', item.URL],
  ]

const FORMATS: Readonly<Record<string, CoinsFormat>> = {
  'article-journal': { format: 'journal', members: journal },
  'article-magazine': { format: 'dc', members: dublinCore('magazineArticle') },
  'article-newspaper': { format: 'dc', members: dublinCore('newspaperArticle') },
  book: { format: 'book', members: book },
  chapter: { format: 'book', members: chapter },
  classic: { format: 'book', members: book },
  'entry-dictionary': { format: 'dc', members: dublinCore('dictionaryEntry') },
  'entry-encyclopedia': { format: 'dc', members: dublinCore('encyclopediaArticle') },
  interview: { format: 'dc', members: dublinCore('interview') },
  manuscript: { format: 'dc', members: dublinCore('manuscript') },
  pamphlet: { format: 'book', members: book },
  personal_communication: { format: 'dc', members: dublinCore('letter') },
  post: { format: 'dc', members: dublinCore('forumPost') },
  'post-weblog': { format: 'dc', members: dublinCore('blogPost') },
  report: { format: 'dc', members: dublinCore('report') },
  speech: { format: 'dc', members: dublinCore('presentation') },
  thesis: { format: 'dissertation', members: dissertation },
  webpage: { format: 'dc', members: dublinCore('webpage') },
}

/** The format for items of a CSL type. */
export function coinsFormat(type: string): CoinsFormat {
  return FORMATS[type] ?? { format: 'dc', members: dublinCore('document') }
}

function bookMembers(item: CslItem): ReturnType<Members> {
  return [
    ['edition', item.edition],
    ['place', item['publisher-place']],
    ['pub', item.publisher],
    ['isbn', item.ISBN],
  ]
}
