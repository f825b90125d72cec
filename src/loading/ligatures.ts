/** Latin ligatures (Unicode, U+FB00 to U+FB06), which a typesetter put there: the text says their letters. */
import type { Piece } from './draft.ts'
import type { Segment } from './segment.ts'

const LIGATURE = /[\ufb00-\ufb06]/g
const HAS_LIGATURE = /[\ufb00-\ufb06]/
const KIND = 'ligature'

/** The pieces with each ligature that they copy replaced by its letters; what is code stays. */
export function spellLigatures(source: string, pieces: Piece[]): Piece[] {
  const [first, last] = [pieces[0], pieces.at(-1)]
  if (first === undefined || !HAS_LIGATURE.test(source.slice(first.start, last!.end))) return pieces
  return pieces.flatMap((piece) => {
    const copied = piece.op === 'copy' && piece.kind !== 'pre' ? source.slice(piece.start, piece.end) : ''
    const out: Piece[] = []
    let from = piece.start
    for (const { index, 0: ligature } of copied.matchAll(LIGATURE)) {
      const start = piece.start + index
      if (start > from) out.push({ ...piece, start: from, end: start })
      from = start + 1
      out.push({
        ...piece,
        start,
        end: from,
        kind: KIND,
        op: 'replace',
        rule: KIND,
        text: ligature.normalize('NFKC'),
      })
    }
    if (out.length === 0) return [piece]
    return from < piece.end ? [...out, { ...piece, start: from }] : out
  })
}

/** A sentence for a person when there are some. */
export function ligatureWarnings(segments: readonly Segment[]): string[] {
  const count = segments.filter(({ rule }) => rule === KIND).length
  if (count === 0) return []
  return [
    `${count} ${count === 1 ? 'ligature (such as ﬁ) was' : 'ligatures (such as ﬁ) were'} read as letters.`,
  ]
}
