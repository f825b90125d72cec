import search from 'approx-string-match'

/** A stretch of a pattern and where it stands in letters, half-open. */
interface Piece {
  start: number
  end: number
  pattern: string
}

/** Where a pattern stands in letters, and how many letters differ. */
export interface Alignment {
  start: number
  end: number
  errors: number
  /** The first and the last piece that were found. */
  head: Piece
  tail: Piece
}

/** A pattern is aligned piece by piece: the time is quadratic in a piece, and linear in the pieces. */
const PIECE = 256
/** A piece in which more than this share of the letters differs has not been found. */
const MOST_ERRORS = 0.4
/** How far a piece can stand from where the one before it ended. */
const SLACK = 128
/** How many times as far it can stand when pieces between have not been found: a paragraph is left out. */
const REACH = 4
/** When so many pieces in a row are not found, the pattern does not stand there. */
const MOST_LOST = 3

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
  let lost = 0
  for (const piece of piecesOf(pattern)) {
    const last = found.at(-1)
    const from = last?.end ?? start
    const to = last ? Math.min(end, from + piece.length + SLACK + REACH * lost) : end
    const place = placeOf(letters.slice(from, to), piece)
    if (place) {
      errors += place.errors + (last ? Math.max(lost, place.start) : lost)
      found.push({ start: from + place.start, end: from + place.end, pattern: piece })
      lost = 0
    } else lost += piece.length
    if (errors + lost > most || lost >= MOST_LOST * PIECE) return null
  }
  const [head, tail] = [found[0], found.at(-1)]
  return head && tail ? { start: head.start, end: tail.end, errors: errors + lost, head, tail } : null
}

function piecesOf(pattern: string): string[] {
  const count = Math.ceil(pattern.length / PIECE)
  const size = Math.ceil(pattern.length / count)
  return Array.from({ length: count }, (_, n) => pattern.slice(n * size, (n + 1) * size)).filter(Boolean)
}

function placeOf(letters: string, piece: string): { start: number; end: number; errors: number } | undefined {
  const exact = letters.indexOf(piece)
  if (exact >= 0) return { start: exact, end: exact + piece.length, errors: 0 }
  if (isMonotonous(letters)) return undefined
  return search(letters, piece, Math.floor(piece.length * MOST_ERRORS))[0]
}

const RUN = 4
const LEAST_RUNS = 1 / 8

/**
 * Letters that repeat themselves: a pattern stands in them equally well in as many places as there are
 * letters, and each costs the search of one; no passage can be told from another there.
 */
function isMonotonous(letters: string): boolean {
  const runs = new Set<string>()
  for (let at = 0; at + RUN <= letters.length; at++) runs.add(letters.slice(at, at + RUN))
  return runs.size < letters.length * LEAST_RUNS
}
