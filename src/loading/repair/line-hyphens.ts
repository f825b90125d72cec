/** Words that the end of a line cut within a block: decided by the same evidence as over a page break. */
import type { BlockKind } from '../block.ts'
import type { Certainty } from '../certainty.ts'
import type { DecisionKind } from '../decisions/decision.ts'
import type { PlacedDecisions } from '../decisions/placed-decisions.ts'
import { type DraftBlock, type Piece, textOf } from '../draft.ts'
import { cutWord, decideHyphen, isSuspended, type WordEvidence } from './hyphen.ts'
import { beginsLower, endsWithHyphen } from './sentence-end.ts'

/** Kinds that are set in lines which carry no meaning. */
const PROSE: ReadonlySet<BlockKind> = new Set(['p', 'blockquote', 'li', 'note', 'epigraph'])

/** What cut words are joined by: evidence, or where there are any what persons decided. */
export interface LineEvidence extends WordEvidence {
  decisions?: PlacedDecisions
}

/** The block with its cut words joined, or their hyphens kept or flagged; the same block when it has none. */
export function mendLines(source: string, block: DraftBlock, evidence: LineEvidence): DraftBlock {
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
  evidence: LineEvidence
}

/** Closes the gap after a cut word; false when the break is a plain space. */
function mendBreak(before: string, after: string, { piece, out, evidence }: LineBreak): boolean {
  if (out.at(-1)?.kind === 'invisible' && beginsLower(after) && /\p{L}$/u.test(before)) {
    return closeGap(out, piece, 'soft-hyphen-line-break', 'certain')
  }
  if (isHyphenRepeated(before, after, evidence.language) && out.at(-1)?.op === 'copy')
    return joinHalves({ piece, out, evidence }, out.length - 1, REPEATED)
  const word = endsWithHyphen(before) && /^[\p{L}\p{N}]/u.test(after) ? cutWord(before, after) : undefined
  if (word === undefined || isSuspended(after, evidence.language)) return false
  const hyphen = out.findLastIndex((part) => part.op === 'copy' || part.op === 'replace')
  const decided = decidedAt(out[hyphen]!, piece, evidence)
  if (decided !== undefined) return mendAsDecided({ piece, out, evidence }, hyphen, decided)
  const { decision, certainty } = decideHyphen(word, evidence)
  if (decision !== 'join' || out[hyphen]?.op !== 'copy') {
    return closeGap(out, piece, `${decision === 'keep' ? 'keep' : 'unresolved'}-hyphen-line-break`, certainty)
  }
  return joinHalves({ piece, out, evidence }, hyphen, { rule: 'dehyphenate-line-break', certainty })
}

const REPEATED = { rule: 'repeated-hyphen-line-break', certainty: 'certain' } as const
/** Languages whose rules of spelling set a word's own hyphen again at the beginning of the next line. */
const REPEATING: ReadonlySet<string> = new Set(['pt', 'pl', 'cs', 'sk', 'sl', 'hr', 'bs', 'sr'])

/** `disse-` and `-lhes` (Acordo Ortográfico of 1990, base XX, 6): one hyphen, which the word keeps. */
function isHyphenRepeated(before: string, after: string, language: string | null): boolean {
  const repeats = REPEATING.has(language?.split('-')[0]?.toLowerCase() ?? '')
  return repeats && endsWithHyphen(before) && /^[-\u2010]\p{Ll}/u.test(after)
}

/** What a person decided on a break, anywhere from its hyphen to its end. */
function decidedAt(
  hyphen: Piece,
  { end }: Piece,
  { decisions }: LineEvidence,
): Exclude<DecisionKind, 'part'> | undefined {
  const possible = hyphen.op === 'copy' ? (['join', 'keep', 'space'] as const) : (['keep', 'space'] as const)
  return decisions?.take(hyphen.end - 1, end - 1, possible) as Exclude<DecisionKind, 'part'> | undefined
}

function mendAsDecided(line: LineBreak, hyphen: number, decision: Exclude<DecisionKind, 'part'>): true {
  const { piece, out } = line
  const repair = { rule: `decided-${decision}-line-break`, certainty: 'certain' } as const
  if (decision === 'join') return joinHalves(line, hyphen, repair)
  if (decision === 'keep') return closeGap(out, piece, repair.rule, repair.certainty)
  out.push({ ...piece, rule: repair.rule, repair })
  return true
}

function joinHalves({ piece, out }: LineBreak, hyphen: number, repair: NonNullable<Piece['repair']>): true {
  out.splice(hyphen, 1, ...withoutHyphen(out[hyphen]!, repair))
  const { text: _, ...rest } = piece
  out.push({ ...rest, op: 'drop', rule: repair.rule })
  return true
}

function closeGap(out: Piece[], piece: Piece, rule: string, certainty: Certainty): true {
  const { text: _, ...rest } = piece
  out.push({ ...rest, op: 'drop', rule, repair: { rule, certainty } })
  return true
}

function withoutHyphen(piece: Piece, repair: NonNullable<Piece['repair']>): Piece[] {
  const hyphen: Piece = {
    ...piece,
    start: piece.end - 1,
    kind: 'dehyphenate',
    op: 'drop',
    rule: repair.rule,
    repair,
  }
  return piece.end - piece.start === 1 ? [hyphen] : [{ ...piece, end: piece.end - 1 }, hyphen]
}
