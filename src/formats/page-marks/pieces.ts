/** What the marks of pages are among the pieces of a block. */
import type { BlockKind } from '../../loading/block.ts'
import { type Piece, textOf } from '../../loading/draft.ts'
import { markOfLine } from './marks.ts'
import type { PageMark } from './tags.ts'

/** What a mark is in its source. */
export const PAGE_MARK = { kind: 'page-mark', role: 'page-mark', op: 'drop', rule: 'page-mark' } as const

/** A page ends behind the hyphen of a cut word, which is mended as at the end of a line. */
export function cutsWord(source: string, start: number, end: number): boolean {
  return (
    /\p{L}[-\u2010]$/u.test(source.slice(Math.max(0, start - 3), start)) &&
    /^\p{L}/u.test(source.slice(end, end + 2))
  )
}

/** What a paragraph marks, or a block that pandoc leaves to the format it is meant for. */
export function markOfBlock(
  source: string,
  { kind, start }: { kind: BlockKind; start: number },
  text: string,
): PageMark | undefined {
  const isRaw = kind === 'pre' && RAW.test(source.slice(start, start + 40))
  return OF_TEXT.has(kind) || isRaw ? markOfLine(text) : undefined
}

const OF_TEXT: ReadonlySet<BlockKind> = new Set(['p', 'heading', 'blockquote'])
const RAW = /^[`~]{3,} ?\{=[a-z0-9]{1,20}\}/

/** A piece of a block that is nothing but a mark. */
export function asPageMark({ text: _, ...piece }: Piece): Piece {
  return piece.op === 'drop' ? piece : { ...piece, ...PAGE_MARK }
}

/** Nothing of the text stands behind the last mark of a page. */
export function endsInMark(source: string, pieces: readonly Piece[]): boolean {
  const last = pieces.findLastIndex(({ kind }) => kind === PAGE_MARK.kind)
  return pieces.slice(last + 1).every((piece) => textOf(source, piece).trim() === '')
}
