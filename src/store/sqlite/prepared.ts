import type SQLite from 'better-sqlite3'

const kept = new WeakMap<SQLite.Database, Map<string, SQLite.Statement>>()

/** A statement of ours, compiled at its first use on a connection and kept with it. Its text never holds a value. */
export function prepared<Parameters extends unknown[], Row = unknown>(
  sql: SQLite.Database,
  source: string,
): SQLite.Statement<Parameters, Row> {
  const statements = kept.get(sql) ?? new Map<string, SQLite.Statement>()
  kept.set(sql, statements)
  const statement = statements.get(source) ?? sql.prepare(source)
  statements.set(source, statement)
  return statement as SQLite.Statement<Parameters, Row>
}

/** The rows of a statement of ours, one at a time. Where somebody still reads it, another is compiled: one cannot be read twice at once. */
export function iterated<Parameters extends unknown[], Row>(
  sql: SQLite.Database,
  source: string,
  ...parameters: Parameters
): IterableIterator<Row> {
  const statement = prepared<Parameters, Row>(sql, source)
  return (statement.busy ? sql.prepare<Parameters, Row>(source) : statement).iterate(...parameters)
}
