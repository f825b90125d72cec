/**
 * RIS reference types (RIS Format Specifications, Research Information Systems 2011) by CSL item type. A blog
 * post is `BLOG`, which Zotero, EndNote and Mendeley know, and not `ELEC`, which they make a web page of:
 * bibutils knows only `ELEC`, but loses nothing of a `BLOG` that it keeps of an `ELEC`.
 */
const RIS_TYPES: Readonly<Record<string, string>> = {
  article: 'INPR',
  'article-journal': 'JOUR',
  'article-magazine': 'MGZN',
  'article-newspaper': 'NEWS',
  bill: 'BILL',
  book: 'BOOK',
  broadcast: 'VIDEO',
  chapter: 'CHAP',
  classic: 'CLSWK',
  collection: 'BOOK',
  dataset: 'DATA',
  entry: 'ENCYC',
  'entry-dictionary': 'DICT',
  'entry-encyclopedia': 'ENCYC',
  figure: 'FIGURE',
  graphic: 'ART',
  hearing: 'HEAR',
  legal_case: 'CASE',
  legislation: 'STAT',
  manuscript: 'MANSCPT',
  map: 'MAP',
  motion_picture: 'MPCT',
  musical_score: 'MUSIC',
  pamphlet: 'PAMP',
  'paper-conference': 'CPAPER',
  patent: 'PAT',
  periodical: 'SER',
  personal_communication: 'PCOMM',
  post: 'BLOG',
  'post-weblog': 'BLOG',
  report: 'RPRT',
  review: 'JOUR',
  'review-book': 'JOUR',
  software: 'COMP',
  song: 'SOUND',
  standard: 'STAND',
  thesis: 'THES',
  webpage: 'ELEC',
}

/** The RIS type of a CSL item type; `GEN` for those that RIS has not. */
export function risType(type: string): string {
  return RIS_TYPES[type] ?? 'GEN'
}
