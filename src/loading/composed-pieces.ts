/** Composes the letters of a block (NFC) piece by piece: only the pieces that hold decomposed letters change. */
import { type Piece, type Span, textOf } from './draft.ts'

/**
 * A letter and all that may compose with it: marks, Hangul vowels and finals, the Kirat Rai vowel signs.
 * Between two such runs normalisation never looks across.
 */
const COMPOSING =
  /[^\p{M}\u1160-\u11ff\ud7b0-\ud7ff\u{16d63}-\u{16d6a}]?[\p{M}\u1160-\u11ff\ud7b0-\ud7ff\u{16d63}-\u{16d6a}]*/gsu

/** A run of the joined text that composes to other characters. */
interface Change extends Span {
  text: string
}

/** The pieces with their joined `text` composed: a changed run stands whole in its first piece. */
export function composePieces(source: string, pieces: readonly Piece[], text: string): Piece[] {
  const changes = changedRuns(text)
  const out: Piece[] = []
  let at = 0
  let next = 0
  for (const piece of pieces) {
    const length = textOf(source, piece).length
    while (next < changes.length && changes[next]!.end <= at) next++
    out.push(...applyChanges(source, piece, { start: at, end: at + length }, changes, next))
    at += length
  }
  return out
}

function changedRuns(text: string): Change[] {
  const changes: Change[] = []
  let composed = ''
  for (const { index, 0: run } of text.matchAll(COMPOSING)) {
    const normal = run.normalize('NFC')
    composed += normal
    if (normal !== run) changes.push({ start: index, end: index + run.length, text: normal })
  }
  const whole = text.normalize('NFC')
  return composed === whole ? changes : [{ start: 0, end: text.length, text: whole }]
}

/** Cuts a piece, whose text stands at `place`, at the changes that touch it. */
function applyChanges(
  source: string,
  piece: Piece,
  place: Span,
  changes: readonly Change[],
  first: number,
): Piece[] {
  if (place.start === place.end || (changes[first]?.start ?? place.end) >= place.end) return [piece]
  const parts: Piece[] = []
  let at = place.start
  for (let index = first; index < changes.length && changes[index]!.start < place.end; index++) {
    const change = changes[index]!
    if (change.start > at) parts.push(slicePiece(source, piece, place, { start: at, end: change.start }))
    const run = { start: Math.max(change.start, place.start), end: Math.min(change.end, place.end) }
    parts.push(
      composedPiece(slicePiece(source, piece, place, run), change.start < place.start ? '' : change.text),
    )
    at = run.end
  }
  if (at < place.end) parts.push(slicePiece(source, piece, place, { start: at, end: place.end }))
  return piece.op === 'copy' ? parts : [mergedReplacement(piece, parts)]
}

function slicePiece(source: string, piece: Piece, place: Span, run: Span): Piece {
  if (piece.op !== 'copy') {
    return { ...piece, text: textOf(source, piece).slice(run.start - place.start, run.end - place.start) }
  }
  const start = piece.start + run.start - place.start
  return { ...piece, start, end: start + run.end - run.start }
}

function composedPiece(piece: Piece, text: string): Piece {
  const { text: _, ...rest } = piece
  if (text === '') return { ...rest, op: 'drop', rule: 'composed' }
  return { ...rest, op: 'replace', rule: 'composed', text }
}

/** A replaced piece is one run of the source and stays one. */
function mergedReplacement(piece: Piece, parts: readonly Piece[]): Piece {
  const text = parts.map((part) => (part.op === 'drop' ? '' : part.text)).join('')
  return composedPiece(piece, text)
}
