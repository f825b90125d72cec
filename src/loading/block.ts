/** The kinds of block that a text is made of, in reading order. */
export const BLOCK_KINDS = [
  'p',
  'heading',
  'blockquote',
  'verse',
  'li',
  'note',
  'table',
  'caption',
  'pre',
  'epigraph',
] as const
export type BlockKind = (typeof BLOCK_KINDS)[number]

/** Blocks of these kinds are paragraphs: they are numbered from 1 in their version. */
export const PARAGRAPH_KINDS: ReadonlySet<BlockKind> = new Set(['p', 'blockquote', 'verse', 'li'])

/** One unit of the text, in reading order. `text` is canonical (C1) and never empty. */
export interface LoadedBlock {
  kind: BlockKind
  /** Depth of a heading, 1 to 6. */
  level?: number
  text: string
}
