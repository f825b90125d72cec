/** Formatted pieces of citations, as JSON under a key that names everything they were made from. */
import type SQLite from 'better-sqlite3'

/** One kept piece. */
export interface FormattedCitation {
  key: string
  pieces: string
}

/** Rows beyond which the oldest are deleted: about 200 MB. */
export const MOST_FORMATTED = 200_000

/** Reads of kept pieces, compiled once. */
export class FormattedCitationReads {
  readonly #byKey: SQLite.Statement<[string], string>

  constructor(sql: SQLite.Database) {
    this.#byKey = sql.prepare<[string], string>('SELECT pieces FROM formatted_citation WHERE key = ?').pluck()
  }

  /** The JSON that is kept under a key. */
  byKey(key: string): string | undefined {
    return this.#byKey.get(key)
  }
}

/** Keeps pieces in one transaction, and deletes the oldest of more than `most`. What is there already stays. */
export function recordFormatted(
  sql: SQLite.Database,
  rows: readonly FormattedCitation[],
  { now, most = MOST_FORMATTED }: { now: string; most?: number },
): void {
  const insert = sql.prepare(
    'INSERT INTO formatted_citation (key, pieces, made_at) VALUES (@key, @pieces, @now) ON CONFLICT DO NOTHING',
  )
  const prune = sql.prepare(
    'DELETE FROM formatted_citation WHERE no <= (SELECT max(no) FROM formatted_citation) - ?',
  )
  sql.transaction(() => {
    for (const row of rows) insert.run({ ...row, now })
    prune.run(most)
  })()
}
