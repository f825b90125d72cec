import { decodeCharacters } from '../formats/character-references.ts'
import { followed } from './link-target.ts'

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

/** A tag, of whose attributes the address of a link is known alone. */
export interface Tag {
  name: HtmlTag | 'a'
  closing: boolean
  /** One that a page may lead to. */
  href?: string | undefined
}

/** The value of `href` in what stands after a tag's name. */
const HREF = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i

/** The tags that a run of HTML holds, of those that pages show. */
export function readTags(source: string): Tag[] {
  return [...source.matchAll(/<(\/?)([a-z]+)(?:[\s/][^<>]*)?>/gi)].flatMap(([tag, slash, name]): Tag[] => {
    const closing = slash === '/'
    if (name!.toLowerCase() === 'a')
      return [{ name: 'a', closing, href: closing ? undefined : addressIn(tag) }]
    const known = TAGS.find((each) => each === name!.toLowerCase())
    return known ? [{ name: known, closing }] : []
  })
}

/** The tag that a segment tells by its kind, such as `tag:em` and `tag:/em`, whatever the element in the source is called. */
export function toldTag(kind: string, source: string): Tag[] {
  const [, slash, name] = /^tag:(\/?)(.*)$/.exec(kind)!
  const closing = slash === '/'
  if (name === 'a') return [{ name, closing, href: closing ? undefined : addressIn(source, TARGET) }]
  const known = TAGS.find((each) => each === name)
  return known ? [{ name: known, closing }] : []
}

/** The value of the attributes by which elements of XML lead elsewhere. */
const TARGET = /\s(?:xlink:href|href|target|url|uri)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i

function addressIn(tag: string, pattern = HREF): string | undefined {
  const [, quoted, apostrophes, bare] = pattern.exec(tag) ?? []
  return followed(decodeCharacters(quoted ?? apostrophes ?? bare ?? ''))
}
