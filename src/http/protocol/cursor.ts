import { Problem } from '../../wire/problems.ts'

/**
 * Cursors page by key: they name the last item that was given, and the list that it belongs to. They are
 * opaque to clients, safe in addresses, and never expire.
 */
export function printCursor(list: string, key: number): string {
  return printNameCursor(list, `${key}`)
}

/** The key that a cursor names; 0, before the first item, when there is none. */
export function readCursor(list: string, cursor: string | undefined): number {
  if (cursor === undefined) return 0
  const key = readKey(list, cursor, /^\d{1,15}$/)
  if (printCursor(list, Number(key)) !== cursor) throw noCursor()
  return Number(key)
}

/** As `printCursor`, for a list in the order of its items' names. */
export function printNameCursor(list: string, name: string): string {
  return Buffer.from(`${list}:${name}`).toString('base64url')
}

/** As `readCursor`; '' stands before the first name. */
export function readNameCursor(list: string, cursor: string | undefined): string {
  return cursor === undefined ? '' : readKey(list, cursor, /^[a-z0-9._-]{1,200}$/)
}

/** As `readNameCursor`, for names of letters of any script, numbers and spaces. */
export function readWordsCursor(list: string, cursor: string | undefined): string {
  return cursor === undefined ? '' : readKey(list, cursor, /^[\p{L}\p{N} ]{1,60}$/u)
}

/** @throws Problem `invalid_cursor` */
function readKey(list: string, cursor: string, pattern: RegExp): string {
  const [name, key = '', ...rest] = Buffer.from(cursor, 'base64url').toString('utf8').split(':')
  const printed = rest.length === 0 && printNameCursor(list, key)
  if (name !== list || !pattern.test(key) || printed !== cursor) throw noCursor()
  return key
}

function noCursor(): Problem {
  return new Problem(
    'invalid_cursor',
    'The cursor is not one of this list. Follow the "next" address of an answer as it stands, or leave "cursor" out to begin again.',
  )
}
