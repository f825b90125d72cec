import { ColophonError } from '../errors.ts'

/** No room, or no leave to write. */
const NOT_WRITTEN = /^(SQLITE_(FULL|READONLY|IOERR)|ENOSPC|EDQUOT|EROFS)/
/** A file that is cut, overwritten, or no database. */
const DAMAGED = /^SQLITE_(CORRUPT|NOTADB|READONLY_DBMOVED|IOERR_(SHORT_READ|READ|CORRUPTFS))/
/** Every table that a statement names is made by the migrations, before anything is read. */
const LOST_TABLE = /\bno such (table|column|index)/
/** What PostgreSQL, its driver or the network says of a server that does not answer, ends, or has no connection left. */
const UNREACHABLE =
  /^(08...|57P0[1-5]|53[34]00|25006|ECONN(REFUSED|RESET|ABORTED)|ENOENT|ENOTFOUND|EAI_AGAIN|EPIPE|ETIMEDOUT|EHOSTUNREACH|CONNECT_TIMEOUT|CONNECTION_(CLOSED|ENDED|DESTROYED))$/
/** It takes too long, or stands in another's way. */
const TRY_AGAIN = /^(57014|40001|40P01|55P03)$/
const SERVER_FULL = '53100'
const SERVER_DAMAGED = /^(XX00[12]|42P01|42703)$/
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
  const ofServer = serverError(error, code)
  if (ofServer) return ofServer
  if (code.startsWith('SQLITE_BUSY'))
    return new ColophonError('busy', 'Another process is writing to the archive. Try again shortly.')
  return error
}

/** What PostgreSQL says when it cannot be asked, in words for a client and an operator. */
function serverError(error: unknown, code: string): ColophonError | undefined {
  if (!isOfServer(error)) return undefined
  if (UNREACHABLE.test(code))
    return new ColophonError(
      'busy',
      'The database of the archive does not answer just now. Try again shortly; who runs the server looks whether PostgreSQL runs and takes connections.',
      {},
      error,
    )
  if (TRY_AGAIN.test(code))
    return new ColophonError(
      'busy',
      'The database of the archive took too long. Try again shortly.',
      {},
      error,
    )
  if (code === SERVER_FULL)
    return new ColophonError(
      'storage_full',
      'The database of the archive has no room on its disk. Who runs it makes room, then try again.',
      {},
      error,
    )
  if (SERVER_DAMAGED.test(code))
    return new ColophonError(
      'busy',
      'The database of the archive cannot be read as it is. Who runs the server looks whether another version copied it there, or it is damaged: `colophon store copy` makes it anew.',
      {},
      error,
    )
  return undefined
}

/** The driver's errors alone: a file that is missing has a code like a socket that is. */
function isOfServer(error: unknown): boolean {
  const { name, syscall } = (error ?? {}) as { name?: string; syscall?: string }
  return (
    name === 'PostgresError' ||
    syscall === 'connect' ||
    syscall === 'getaddrinfo' ||
    /^CONNECT/.test(codeOf(error)) ||
    ['read', 'write'].includes(syscall ?? '')
  )
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
