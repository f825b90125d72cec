/** How far a work is: so many things done of all that there are. */
export type Progress = (done: number, of: number) => void

/**
 * Tells the progress of a part of the work as that of the whole, of which it is from one share to another. The quotient
 * comes first: a part that is done is then exactly 1, so that the last part ends at its share, and not a bit above it.
 */
export function partOf(progress: Progress, from: number, to: number): Progress {
  return (done, of) => progress(from + (to - from) * (done / Math.max(of, 1)), 1)
}
