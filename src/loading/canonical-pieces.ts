/**
 * Makes the pieces of a block canonical (C1, src/text/canonical.ts) while they stay a partition of the source:
 * white space is folded into one `replace`, invisible characters are dropped, decomposed letters and ligatures are replaced.
 */
import { canonicalExact } from '../text/canonical.ts'
import { IGNORABLE, WHITE_SPACE_RUN } from '../text/code-points.ts'
import { hasTooManyMarks, MOST_MARKS } from '../text/mark-runs.ts'
import { composePieces } from './composed-pieces.ts'
import { type Piece, textOf } from './draft.ts'
import { BrokenPartition, SourceTooComplex } from './errors.ts'
import { spellLigatures } from './ligatures.ts'

const FOLDED = new RegExp(`${IGNORABLE.source}+|${WHITE_SPACE_RUN.source}`, 'g')
const BEGINS_IGNORABLE = new RegExp(`^${IGNORABLE.source}`)

/**
 * Pieces whose texts, joined, are canonical, and that text. Throws `SourceTooComplex` for piles of marks, and
 * `BrokenPartition` if the pieces could not be made canonical.
 */
export function canonicalPieces(source: string, pieces: readonly Piece[]): { pieces: Piece[]; text: string } {
  const folded = trimEnd(source, spellLigatures(source, foldPieces(source, pieces)))
  const text = joined(source, folded)
  if (hasTooManyMarks(text)) {
    throw new SourceTooComplex(
      `The source has a character with more than ${MOST_MARKS} combining marks, in ${JSON.stringify(text.slice(0, 40))}. Take marks away.`,
    )
  }
  const composed = text.normalize('NFC')
  if (composed === text) return { pieces: folded, text }
  const normal = composePieces(source, folded, text)
  if (joined(source, normal) !== composed || canonicalExact(composed) !== composed) {
    throw new BrokenPartition(`a block at unit ${pieces[0]?.start} could not be made canonical`)
  }
  return { pieces: normal, text: composed }
}

function joined(source: string, pieces: readonly Piece[]): string {
  return pieces.map((piece) => textOf(source, piece)).join('')
}

/** Folds white space and drops what C1 deletes; a space is kept only after a letter. */
function foldPieces(source: string, pieces: readonly Piece[]): Piece[] {
  const out: Piece[] = []
  let spaced = true
  for (const piece of pieces) {
    if (piece.op === 'drop') {
      out.push(piece)
    } else if (piece.op === 'copy') {
      spaced = foldCopy(source, piece, spaced, out)
    } else {
      spaced = foldReplacement(piece, spaced, out)
    }
  }
  return out
}

function foldReplacement(piece: Piece, spaced: boolean, out: Piece[]): boolean {
  let text = (piece.text ?? '').replace(FOLDED, (run) => (isIgnorable(run) ? '' : ' ')).replace(/ {2,}/g, ' ')
  if (spaced && text.startsWith(' ')) text = text.slice(1)
  out.push(text === '' ? dropped(piece) : { ...piece, text })
  return text === '' ? spaced : text.endsWith(' ')
}

function foldCopy(source: string, piece: Piece, spacedBefore: boolean, out: Piece[]): boolean {
  let spaced = spacedBefore
  let from = piece.start
  for (const match of source.slice(piece.start, piece.end).matchAll(FOLDED)) {
    const start = piece.start + match.index
    const end = start + match[0].length
    const afterSpace = start > from ? source[start - 1] === ' ' : spaced
    if (match[0] === ' ' && !afterSpace) continue
    if (start > from) out.push({ ...piece, start: from, end: start })
    const invisible = isIgnorable(match[0])
    out.push(invisible ? invisiblePiece(piece, start, end) : spacePiece(piece, start, end, afterSpace))
    spaced = invisible ? afterSpace : true
    from = end
  }
  if (from === piece.end) return spaced
  out.push({ ...piece, start: from })
  return source[piece.end - 1] === ' '
}

function invisiblePiece(piece: Piece, start: number, end: number): Piece {
  return { start, end, kind: 'invisible', role: piece.role, op: 'drop', rule: 'invisible-character' }
}

function spacePiece(piece: Piece, start: number, end: number, afterSpace: boolean): Piece {
  const space = { start, end, kind: 'white-space', role: piece.role, rule: 'white-space' }
  return afterSpace ? { ...space, op: 'drop' } : { ...space, op: 'replace', text: ' ' }
}

function isIgnorable(run: string): boolean {
  return BEGINS_IGNORABLE.test(run)
}

function dropped(piece: Piece): Piece {
  const { text: _, ...rest } = piece
  return { ...rest, op: 'drop' }
}

/** Takes the space away that the last letters may be followed by. */
function trimEnd(source: string, pieces: Piece[]): Piece[] {
  const last = pieces.findLastIndex((piece) => textOf(source, piece) !== '')
  const piece = pieces[last]
  if (piece === undefined || !textOf(source, piece).endsWith(' ')) return pieces
  return pieces.toSpliced(last, 1, ...withoutFinalSpace(piece))
}

function withoutFinalSpace(piece: Piece): Piece[] {
  if (piece.op !== 'copy') {
    const text = piece.text!.slice(0, -1)
    return [text === '' ? dropped(piece) : { ...piece, text }]
  }
  const space = spacePiece(piece, piece.end - 1, piece.end, true)
  return piece.end - piece.start === 1 ? [space] : [{ ...piece, end: piece.end - 1 }, space]
}
