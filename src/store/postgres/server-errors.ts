import { ColophonError } from '../../errors.ts'

/** What PostgreSQL, its driver or the network says of a server that does not answer, ends, or has no connection left. */
const UNREACHABLE =
  /^(08...|57P0[1-5]|53[34]00|25006|ECONN(REFUSED|RESET|ABORTED)|ENOENT|ENOTFOUND|EAI_AGAIN|EPIPE|ETIMEDOUT|EHOSTUNREACH|CONNECT_TIMEOUT|CONNECTION_(CLOSED|ENDED|DESTROYED))$/
/** It takes too long, or stands in another's way. */
const TRY_AGAIN = /^(57014|40001|40P01|55P03|NOT_REPLICATED)$/
const FULL = /^53100$/
const DAMAGED = /^(XX00[12]|42P01|42703)$/

const EXPLAINED: readonly [code: RegExp, kind: 'busy' | 'storage_full', message: string][] = [
  [
    UNREACHABLE,
    'busy',
    'The database of the archive does not answer just now. Try again shortly; who runs the server looks whether PostgreSQL runs and takes connections.',
  ],
  [TRY_AGAIN, 'busy', 'The database of the archive took too long. Try again shortly.'],
  [
    FULL,
    'storage_full',
    'The database of the archive has no room on its disk. Who runs it makes room, then try again.',
  ],
  [
    DAMAGED,
    'busy',
    'The database of the archive cannot be read as it is. Who runs the server looks whether another version copied it there, or it is damaged: `colophon store copy` makes it anew.',
  ],
]

/** Whether a code tells that a connection cannot go on, or that its server does not write: what is not of SQL is of the way. */
export function isOfConnection(code: string): boolean {
  return code.length !== SQLSTATE || UNREACHABLE.test(code)
}

/** Characters of a code of the server. */
const SQLSTATE = 5

/**
 * What a PostgreSQL server or the way to it says when it cannot be asked, in words for a client and an operator; other
 * errors as they are. To be asked of what the driver threw alone: a file that is missing has the code of a socket that is.
 */
export function asServerError(error: unknown): unknown {
  const code = String((error as { code?: unknown } | null)?.code ?? '')
  const [, kind, message] = EXPLAINED.find(([pattern]) => pattern.test(code)) ?? []
  return kind === undefined ? error : new ColophonError(kind, message!, {}, error)
}
