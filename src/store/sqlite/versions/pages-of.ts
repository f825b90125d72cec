import { nextTurn } from '../../../bounds/next-turn.ts'

/** Rows in the order of their ordinals, some at a time: between two pages others have their turn. */
export async function* pagesOf<Row extends { ordinal: number }, T>(
  read: (after: number) => Row[],
  record: (row: Row) => T,
  size: number,
): AsyncGenerator<T[]> {
  for (let after = -1; ; await nextTurn()) {
    const rows = read(after)
    if (rows.length > 0) yield rows.map(record)
    if (rows.length < size) return
    after = rows.at(-1)!.ordinal
  }
}
