/** What the elements of HTML mean to a manuscript. */
import type { BlockKind } from '../../../loading/block.ts'

/** Elements that end a block, with the kind of what stands in them; null where their surroundings say it. */
export const BLOCK_TAGS: Readonly<Record<string, BlockKind | null>> = {
  ...Object.fromEntries(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((name) => [name, 'heading' as const])),
  ...Object.fromEntries(
    'address article aside body center details div dl dt fieldset figure footer form header hgroup hr html main nav ol p search section summary tbody tfoot thead tr ul'
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
  xmp: 'pre',
  table: 'table',
  td: 'table',
  th: 'table',
}

/** Elements whose content nobody reads as text. */
export const HIDDEN: ReadonlySet<string> = new Set(
  'audio button canvas head iframe math noembed noframes noscript object script select style svg template textarea title video'.split(
    ' ',
  ),
)

/** Elements in which a quotation mark is none. */
export const CODE: ReadonlySet<string> = new Set(['code', 'kbd', 'samp', 'tt', 'var'])
