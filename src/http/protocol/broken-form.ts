import { ColophonError } from '../../errors.ts'
import { Problem } from '../../wire/problems.ts'

/** What the reader of forms says of a body that it cannot follow has no status. */
export function asBrokenForm(error: Error & { statusCode?: number }): never {
  if (error instanceof ColophonError || (error.statusCode ?? 500) < 500) throw error
  throw new Problem(
    'invalid_body',
    'The form cannot be read: its boundary is missing or another one, or the body breaks off.',
  )
}
