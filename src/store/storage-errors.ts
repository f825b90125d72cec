import { ColophonError } from '../errors.ts'

/** No room, or no leave to write. */
const NOT_WRITTEN = /^(SQLITE_(FULL|READONLY|IOERR)|ENOSPC|EDQUOT|EROFS)/
/** A file that is cut, overwritten, or no database. */
const DAMAGED = /^SQLITE_(CORRUPT|NOTADB|READONLY_DBMOVED|IOERR_(SHORT_READ|READ|CORRUPTFS))/
/** Every table that a statement names is made by the migrations, before anything is read. */
const LOST_TABLE = /\bno such (table|column|index)/
const TOO_MANY_FILES = /^(EMFILE|ENFILE|SQLITE_CANTOPEN)/

/**
 * What SQLite or the system says when the archive's files cannot be written, read or opened, in words for a client and
 * an operator; other errors as they are.
 */
export function asStorageError(error: unknown): unknown {
  const damage = asDamageError(error)
  if (damage) return damage
  const code = codeOf(error)
  if (NOT_WRITTEN.test(code))
    return new ColophonError(
      'storage_full',
      'The archive could not be written to its disk; nothing was recorded. Make room, make the disk writable or check it, then try again.',
      { sqlite: code },
    )
  if (TOO_MANY_FILES.test(code))
    return new ColophonError(
      'busy',
      'Too many files or connections are open. Try again shortly; who runs the server lets it open more (`ulimit -n`, LimitNOFILE in systemd).',
    )
  if (code.startsWith('SQLITE_BUSY'))
    return new ColophonError('busy', 'Another process is writing to the archive. Try again shortly.')
  return error
}

/** What SQLite says of a file that is not as it was written, in words for an operator; undefined for other errors. */
export function asDamageError(error: unknown): ColophonError | undefined {
  const code = codeOf(error)
  const isLost = code === 'SQLITE_ERROR' && LOST_TABLE.test((error as Error).message)
  if (!DAMAGED.test(code) && !isLost) return undefined
  return new ColophonError(
    'archive_damaged',
    'The database of the archive is damaged. `colophon verify` tells whether more of it can be read; `colophon restore` makes the archive anew from a backup, and `colophon mirror repair` a mirror from its origin.',
    { sqlite: code },
  )
}

function codeOf(error: unknown): string {
  return String((error as { code?: unknown } | null)?.code ?? '')
}
