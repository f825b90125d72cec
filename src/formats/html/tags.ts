/** What the elements of HTML mean to a text. */
import type { BlockKind } from '../../loading/block.ts'

/** Elements that end a block, with the kind of what stands in them; null where their surroundings say it. */
export const BLOCK_TAGS: Readonly<Record<string, BlockKind | null>> = {
  ...Object.fromEntries(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((name) => [name, 'heading' as const])),
  ...Object.fromEntries(
    'address article aside body center details dialog dir div dl dt fieldset figure footer form frameset header hgroup hr html legend main menu nav ol p search section summary tbody tfoot thead tr ul'
      .split(' ')
      .map((name) => [name, null]),
  ),
  blockquote: 'blockquote',
  figcaption: 'caption',
  caption: 'caption',
  li: 'li',
  dd: 'li',
  pre: 'pre',
  listing: 'pre',
  plaintext: 'pre',
  xmp: 'pre',
  table: 'table',
  td: 'table',
  th: 'table',
}

/** Elements whose content nobody reads as text. */
export const HIDDEN: ReadonlySet<string> = new Set(
  'audio button canvas datalist head iframe math noembed noframes noscript object script select style svg template textarea title video'.split(
    ' ',
  ),
)

/** Elements in which a quotation mark is none. */
export const CODE: ReadonlySet<string> = new Set(['code', 'kbd', 'samp', 'tt', 'var'])

/** Parts of a table, which is one block. */
export const IN_TABLE: ReadonlySet<string> = new Set(['tbody', 'thead', 'tfoot', 'tr', 'td', 'th'])

/** Words of `class` by which pages mark up what HTML has no elements for, with the kind of what stands in it. */
const CLASSES: ReadonlyMap<string, BlockKind> = new Map([
  ...['verse', 'poem', 'poetry', 'stanza', 'linegroup'].map((name): [string, BlockKind] => [name, 'verse']),
  ['epigraph', 'epigraph'],
  ['caption', 'caption'],
  ['wp-caption-text', 'caption'],
  ['blockquote', 'blockquote'],
])

/** The kind of what stands in an element, where it says one. */
export function kindOf(name: string, attributes: ReadonlyMap<string, string>): BlockKind | null {
  const own = BLOCK_TAGS[name] ?? null
  if (own !== null || !(name === 'div' || name === 'p' || name === 'section')) return own
  const classes = attributes.get('class')?.toLowerCase().split(/\s+/) ?? []
  return classes.map((word) => CLASSES.get(word)).find((kind) => kind !== undefined) ?? null
}
