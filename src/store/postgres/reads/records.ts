import type { RecordKind, RecordPage, RecordReads, TextRecord } from '../../records.ts'
import { pageOf, RECORD_ROWS, SIGNED_BLOCKS_FROM } from '../../sql/records.ts'
import type { PostgresDatabase } from '../database.ts'

/** Where the rows of each kind of record stand, with their places, their columns in the order of their names. */
const ROWS: Record<RecordKind, string> = {
  ...(Object.fromEntries(
    Object.entries(RECORD_ROWS).map(([kind, { rows, key, columns }]) => [
      kind,
      `SELECT ${key}, ${columns} ${rows} AND ${key} >= ? ORDER BY ${key} LIMIT ?`,
    ]),
  ) as Record<Exclude<RecordKind, 'warnings'>, string>),
  warnings: `SELECT said.at - 1, said.at - 1, said.warning
    FROM version, json_array_elements_text(version.warnings::json) WITH ORDINALITY AS said (warning, at)
    WHERE version.no = ? AND said.at > ? ORDER BY said.at LIMIT ?`,
}

const NAMES: Record<RecordKind, string[]> = {
  ...(Object.fromEntries(
    Object.entries(RECORD_ROWS).map(([kind, { columns }]) => [
      kind,
      columns.split(', ').map((column) => column.replace(/^.*\./, '')),
    ]),
  ) as Record<Exclude<RecordKind, 'warnings'>, string[]>),
  warnings: ['ordinal', 'warning'],
}

/** Reads of the rows that manifests sum up. */
export function recordReads(db: PostgresDatabase): RecordReads {
  return {
    blocks: async (versionNo, from, limit) =>
      pageOf(
        await db.all<TextRecord>(SIGNED_BLOCKS_FROM, versionNo, from, limit),
        limit,
        ({ ordinal }) => ordinal,
      ),
    lines: async ({ versionNo, kind }, from, limit) => recordPage(db, { versionNo, kind }, { from, limit }),
  }
}

/** `JSON.stringify` prints text, whole numbers and null as RFC 8785 does, and members in the order in which they were set. */
async function recordPage(
  db: PostgresDatabase,
  { versionNo, kind }: { versionNo: number; kind: RecordKind },
  { from, limit }: { from: number; limit: number },
): Promise<RecordPage<string>> {
  const found = await db.tuples<[number, ...unknown[]]>(ROWS[kind], versionNo, from, limit)
  const { rows, next } = pageOf(found, limit, ([place]) => place)
  const names = NAMES[kind]
  const line = ([, ...values]: [number, ...unknown[]]) =>
    JSON.stringify(Object.fromEntries(names.map((name, at) => [name, values[at]])))
  return { rows: rows.map(line), next }
}
