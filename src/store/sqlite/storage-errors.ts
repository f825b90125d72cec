import { ColophonError } from '../../errors.ts'

/**
 * What SQLite says when it cannot write, or not read what it wrote, in words for a client and an operator; other errors as they
 * are.
 */
export function asStorageError(error: unknown): unknown {
  const code = (error as { code?: string }).code ?? ''
  if (code === 'SQLITE_FULL' || code.startsWith('SQLITE_IOERR')) {
    return new ColophonError(
      'storage_full',
      'The archive could not be written to its disk; nothing was recorded. Make room or check the disk, then try again.',
      { sqlite: code },
    )
  }
  if (code.startsWith('SQLITE_BUSY'))
    return new ColophonError('busy', 'Another process is writing to the archive. Try again shortly.')
  return asDamageError(error) ?? error
}

/** What SQLite says of a file that is not as it was written, in words for an operator; undefined for other errors. */
export function asDamageError(error: unknown): ColophonError | undefined {
  const code = (error as { code?: string }).code ?? ''
  if (!code.startsWith('SQLITE_CORRUPT')) return undefined
  return new ColophonError(
    'archive_damaged',
    'The database of the archive is damaged. `colophon verify` tells whether more of it can be read; `colophon restore` makes the archive anew from a backup, and `colophon mirror repair` a mirror from its origin.',
    { sqlite: code },
  )
}
