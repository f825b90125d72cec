import { hasTooManyMarks, MOST_MARKS } from '../text/mark-runs.ts'
import { Problem } from './problems.ts'

/** Refuses a text that cannot be kept as it is: NUL, half of a surrogate pair, and piles of marks. */
export function assertText(text: string, name: string): void {
  if (text.includes('\0')) {
    throw new Problem('invalid_text', `"${name}" holds the character NUL. Leave it out.`, { parameter: name })
  }
  if (!text.isWellFormed()) {
    throw new Problem('invalid_text', `"${name}" holds half of a surrogate pair. Send whole characters.`, {
      parameter: name,
    })
  }
  if (hasTooManyMarks(text)) {
    throw new Problem(
      'invalid_text',
      `"${name}" has a character with more than ${MOST_MARKS} combining marks. Take marks away.`,
      { parameter: name },
    )
  }
}
