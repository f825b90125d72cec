/** What a person is told of the order of pages. */
import type { DraftBlock } from '../draft.ts'

export const BY_NUMBERS =
  'The pages stood in the order of printed sheets. They were put in the order of the numbers that they have.'
export const REORDERED =
  'The pages stood in the order of printed sheets. They were put in the one order in which every cut sentence goes on.'
export const DISORDERED =
  'The pages stand in the order of printed sheets and could not be put in order: the order of the file was kept, and no cut paragraph was joined. Look at the order.'

/** Places that a warning names at most. */
const MOST_NAMED = 6

/** The first words of the blocks before which orders differ tell a person where to look. */
export function severalFit(orders: number, doubtful: readonly DraftBlock[]): string {
  const named = doubtful
    .slice(0, MOST_NAMED)
    .map(({ text }) => `“${text.split(' ', 6).join(' ').slice(0, 60)} …”`)
  const more = doubtful.length > MOST_NAMED ? `, and ${doubtful.length - MOST_NAMED} more` : ''
  return `The pages may stand in the order of printed sheets: ${orders} orders fit. The likeliest was taken, and only what goes together in all of them was joined. Look at what stands before ${named.join(', ')}${more}.`
}
