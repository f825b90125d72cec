/** A value under its name in lower case, such as `citation_title`, `dc.creator`, `og:title`, `json-ld.headline`, `rel.canonical`. */
export interface Said {
  name: string
  value: string
  /** As it stands in the source, in UTF-16 units. */
  start?: number
  end?: number
}
