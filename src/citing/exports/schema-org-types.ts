/** schema.org types by CSL item type; any other is a `CreativeWork`. */
const SCHEMA_TYPES: Readonly<Record<string, string>> = {
  article: 'ScholarlyArticle',
  'article-journal': 'ScholarlyArticle',
  'article-magazine': 'Article',
  'article-newspaper': 'NewsArticle',
  book: 'Book',
  chapter: 'Chapter',
  classic: 'Book',
  collection: 'Book',
  dataset: 'Dataset',
  entry: 'Article',
  'entry-dictionary': 'Article',
  'entry-encyclopedia': 'Article',
  figure: 'ImageObject',
  graphic: 'VisualArtwork',
  interview: 'Article',
  legislation: 'Legislation',
  manuscript: 'Manuscript',
  map: 'Map',
  motion_picture: 'Movie',
  musical_score: 'SheetMusic',
  'paper-conference': 'ScholarlyArticle',
  periodical: 'Periodical',
  personal_communication: 'Message',
  post: 'SocialMediaPosting',
  'post-weblog': 'BlogPosting',
  report: 'Report',
  review: 'Review',
  'review-book': 'Review',
  software: 'SoftwareApplication',
  song: 'MusicRecording',
  thesis: 'Thesis',
  webpage: 'WebPage',
}

/** The same for what contains it. */
const CONTAINER_TYPES: Readonly<Record<string, string>> = {
  'article-journal': 'Periodical',
  'article-magazine': 'Periodical',
  'article-newspaper': 'Newspaper',
  chapter: 'Book',
  'paper-conference': 'Book',
  'post-weblog': 'Blog',
  review: 'Periodical',
  'review-book': 'Periodical',
  webpage: 'WebSite',
}

/** The schema.org type of a CSL item type. */
export function schemaType(type: string): string {
  return SCHEMA_TYPES[type] ?? 'CreativeWork'
}

/** The schema.org type of what contains an item of a CSL type. */
export function schemaContainerType(type: string): string {
  return CONTAINER_TYPES[type] ?? 'CreativeWork'
}
