import { ColophonError } from '../errors.ts'

/** What SQLite says of a file that is not as it was written, in words for an operator; undefined for other errors. */
export function damagedFile(error: unknown): ColophonError | undefined {
  const code = (error as { code?: string }).code ?? ''
  if (!code.startsWith('SQLITE_CORRUPT')) return undefined
  return new ColophonError(
    'archive_damaged',
    'The database of the archive is damaged. `colophon verify` tells whether more of it can be read; `colophon restore` makes the archive anew from a backup, and `colophon mirror repair` a mirror from its origin.',
    { sqlite: code },
  )
}
