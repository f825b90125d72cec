import { Problem } from './problems.ts'

/**
 * Cursors page by key: they name the last item that was given, and the list that it belongs to. They are
 * opaque to clients, safe in addresses, and never expire.
 */
export function printCursor(list: string, key: number): string {
  return Buffer.from(`${list}:${key}`).toString('base64url')
}

/** The key that a cursor names; 0, before the first item, when there is none. */
export function readCursor(list: string, cursor: string | undefined): number {
  if (cursor === undefined) return 0
  const [name, key, ...rest] = Buffer.from(cursor, 'base64url').toString('latin1').split(':')
  if (
    name !== list ||
    rest.length > 0 ||
    !/^\d{1,15}$/.test(key ?? '') ||
    printCursor(list, Number(key)) !== cursor
  ) {
    throw new Problem(
      'invalid_cursor',
      'The cursor is not one of this list. Follow the "next" address of an answer as it stands, or leave "cursor" out to begin again.',
    )
  }
  return Number(key)
}
