/** Elements of HTML that say something of the words in them and need no attributes. */
const TAGS = [
  'em',
  'strong',
  'i',
  'b',
  'sup',
  'sub',
  'small',
  'u',
  's',
  'del',
  'ins',
  'q',
  'cite',
  'code',
  'kbd',
  'var',
  'dfn',
  'abbr',
  'mark',
  'bdi',
  'ruby',
  'rt',
  'rp',
] as const

export type HtmlTag = (typeof TAGS)[number]

/** A tag, without its attributes. */
export interface Tag {
  name: HtmlTag
  closing: boolean
}

/** The tags that a run of HTML holds, of those that pages show. */
export function readTags(source: string): Tag[] {
  return [...source.matchAll(/<(\/?)([a-z]+)[\s>/]/gi)].flatMap(([, slash, name]) => {
    const known = TAGS.find((tag) => tag === name!.toLowerCase())
    return known ? [{ name: known, closing: slash === '/' }] : []
  })
}
