/** CSL-JSON, schema 1.0.2 (https://docs.citationstyles.org): the item that a style formats. */

/** A name: structured, or `literal` where its parts are not known. */
export interface CslName {
  family?: string
  given?: string
  'dropping-particle'?: string
  'non-dropping-particle'?: string
  suffix?: string
  literal?: string
  /** `false` keeps a processor from splitting particles off `family` and `given`. */
  'parse-names'?: boolean
}

/** A date or a range: one or two `[year, month?, day?]`, or words that no calendar holds. */
export interface CslDate {
  'date-parts'?: number[][]
  /** 1 spring, 2 summer, 3 autumn, 4 winter. */
  season?: number | string
  circa?: boolean | number | string
  literal?: string
  raw?: string
}

type NameVariable =
  | 'author'
  | 'chair'
  | 'collection-editor'
  | 'compiler'
  | 'composer'
  | 'container-author'
  | 'contributor'
  | 'director'
  | 'editor'
  | 'editorial-director'
  | 'illustrator'
  | 'interviewer'
  | 'narrator'
  | 'organizer'
  | 'original-author'
  | 'performer'
  | 'recipient'
  | 'reviewed-author'
  | 'script-writer'
  | 'translator'

type DateVariable = 'accessed' | 'available-date' | 'event-date' | 'issued' | 'original-date' | 'submitted'

type TextVariable =
  | 'abstract'
  | 'archive'
  | 'archive_collection'
  | 'archive_location'
  | 'archive-place'
  | 'authority'
  | 'call-number'
  | 'chapter-number'
  | 'collection-number'
  | 'collection-title'
  | 'container-title'
  | 'container-title-short'
  | 'DOI'
  | 'edition'
  | 'event-place'
  | 'event-title'
  | 'genre'
  | 'ISBN'
  | 'ISSN'
  | 'issue'
  | 'keyword'
  | 'language'
  | 'medium'
  | 'note'
  | 'number'
  | 'number-of-pages'
  | 'number-of-volumes'
  | 'original-publisher'
  | 'original-publisher-place'
  | 'original-title'
  | 'page'
  | 'part-number'
  | 'PMCID'
  | 'PMID'
  | 'publisher'
  | 'publisher-place'
  | 'reviewed-title'
  | 'section'
  | 'source'
  | 'status'
  | 'title'
  | 'title-short'
  | 'URL'
  | 'version'
  | 'volume'
  | 'volume-title'

/** An item of CSL-JSON. Titles may carry the rich text of CSL-JSON (`<i>`, `<span class="nocase">` …). */
export type CslItem = { id: string; type: string } & { [variable in NameVariable]?: CslName[] } & {
  [variable in DateVariable]?: CslDate
} & { [variable in TextVariable]?: string }
