import search from 'approx-string-match'

/** Where a pattern stands in letters, and how many letters differ. */
export interface Alignment {
  start: number
  end: number
  errors: number
  /** The places of the pattern's first and last piece that were found, and those pieces. */
  head: Piece
  tail: Piece
}

interface Piece {
  start: number
  end: number
  pattern: string
}

/** The pattern is aligned piece by piece: the time is quadratic in a piece, and linear in the pieces. */
const PIECE = 256
/** A piece in which more than this share of the letters differ has not been found. */
const MOST_ERRORS = 0.4
/** How far a piece can stand from where the one before it ended. */
const SLACK = 128

/**
 * Aligns a pattern with the letters between two offsets, allowing for `most` letters that differ; null when
 * it does not stand there. A piece that is not found counts as letters that differ, all of it.
 */
export function align(
  letters: string,
  pattern: string,
  { start, end, most }: { start: number; end: number; most: number },
): Alignment | null {
  const found: Piece[] = []
  let errors = 0
  let missed = 0
  for (const piece of piecesOf(pattern)) {
    const last = found.at(-1)
    const from = last ? last.end : start
    const to = last ? Math.min(end, last.end + missed + piece.length + SLACK) : end
    const place = placeOf(letters.slice(from, to), piece)
    if (!place) {
      missed += piece.length
      continue
    }
    errors += place.errors + (last ? Math.max(missed, place.start) : missed)
    missed = 0
    found.push({ start: from + place.start, end: from + place.end, pattern: piece })
    if (errors > most) return null
  }
  errors += missed
  const [head, tail] = [found[0], found.at(-1)]
  return head && tail && errors <= most ? { start: head.start, end: tail.end, errors, head, tail } : null
}

function piecesOf(pattern: string): string[] {
  const count = Math.ceil(pattern.length / PIECE)
  const size = Math.ceil(pattern.length / count)
  return Array.from({ length: count }, (_, n) => pattern.slice(n * size, (n + 1) * size))
}

function placeOf(letters: string, piece: string): { start: number; end: number; errors: number } | undefined {
  const exact = letters.indexOf(piece)
  if (exact >= 0) return { start: exact, end: exact + piece.length, errors: 0 }
  return search(letters, piece, Math.floor(piece.length * MOST_ERRORS))[0]
}
