/** Words that the end of a line cut within a block: decided by the same evidence as over a page break. */
import type { BlockKind } from '../block.ts'
import type { Certainty } from '../certainty.ts'
import { type DraftBlock, type Piece, textOf } from '../draft.ts'
import { cutWord, decideHyphen, isSuspended, type WordEvidence } from './hyphen.ts'
import { beginsLower, endsWithHyphen } from './sentence-end.ts'

/** Kinds that are set in lines which carry no meaning. */
const PROSE: ReadonlySet<BlockKind> = new Set(['p', 'blockquote', 'li', 'note', 'epigraph'])

/** The block with its cut words joined, or their hyphens kept or flagged; the same block when it has none. */
export function mendLines(source: string, block: DraftBlock, evidence: WordEvidence): DraftBlock {
  if (!PROSE.has(block.kind)) return block
  const out: Piece[] = []
  let at = 0
  let changed = false
  for (const piece of block.pieces) {
    const length = textOf(source, piece).length
    const mended =
      isOpenBreak(piece) &&
      mendBreak(block.text.slice(Math.max(0, at - 80), at), block.text.slice(at + 1, at + 81), {
        piece,
        out,
        evidence,
      })
    if (!mended) out.push(piece)
    changed ||= mended
    at += length
  }
  return changed ? { ...block, pieces: out, text: out.map((piece) => textOf(source, piece)).join('') } : block
}

function isOpenBreak(piece: Piece): boolean {
  return piece.kind === 'softbreak' && piece.op === 'replace'
}

interface LineBreak {
  piece: Piece
  /** The pieces before the break, which may lose their hyphen. */
  out: Piece[]
  evidence: WordEvidence
}

/** Closes the gap after a cut word; false when the break is a plain space. */
function mendBreak(before: string, after: string, { piece, out, evidence }: LineBreak): boolean {
  if (out.at(-1)?.kind === 'invisible' && beginsLower(after) && /\p{L}$/u.test(before)) {
    return closeGap(out, piece, 'soft-hyphen-line-break', 'certain')
  }
  const word = endsWithHyphen(before) && /^[\p{L}\p{N}]/u.test(after) ? cutWord(before, after) : undefined
  if (word === undefined || isSuspended(after)) return false
  const { decision, certainty } = decideHyphen(word, evidence)
  const hyphen = out.findLastIndex((part) => part.op === 'copy' || part.op === 'replace')
  if (decision !== 'join' || out[hyphen]?.op !== 'copy') {
    return closeGap(out, piece, `${decision === 'keep' ? 'keep' : 'unresolved'}-hyphen-line-break`, certainty)
  }
  out.splice(hyphen, 1, ...withoutHyphen(out[hyphen]!, certainty))
  const { text: _, ...rest } = piece
  out.push({ ...rest, op: 'drop', rule: 'dehyphenate-line-break' })
  return true
}

function closeGap(out: Piece[], piece: Piece, rule: string, certainty: Certainty): true {
  const { text: _, ...rest } = piece
  out.push({ ...rest, op: 'drop', rule, repair: { rule, certainty } })
  return true
}

function withoutHyphen(piece: Piece, certainty: Certainty): Piece[] {
  const rule = 'dehyphenate-line-break'
  const hyphen: Piece = {
    ...piece,
    start: piece.end - 1,
    kind: 'dehyphenate',
    op: 'drop',
    rule,
    repair: { rule, certainty },
  }
  return piece.end - piece.start === 1 ? [hyphen] : [{ ...piece, end: piece.end - 1 }, hyphen]
}
