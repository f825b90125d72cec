import { ColophonError } from '../errors.ts'
import { damagedFile } from '../store/damaged-file.ts'

/** What SQLite says when it cannot write, or not read what it wrote, in words for a client and an operator. */
export function explainedStorage(error: unknown): unknown {
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
  return damagedFile(error) ?? error
}
