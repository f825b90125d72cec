import type SQLite from 'better-sqlite3'

/** Inserts one row and returns its rowid. Column names are the object's keys, the same at every call. */
export type Insert = (row: Record<string, unknown>) => number

const statements = new WeakMap<SQLite.Database, Map<string, SQLite.Statement>>()

/** A compiled INSERT for a table of ours; made at the first row, kept with the connection. */
export function inserter(sql: SQLite.Database, table: string): Insert {
  const kept = statements.get(sql) ?? new Map<string, SQLite.Statement>()
  statements.set(sql, kept)
  return (row) => {
    let statement = kept.get(table)
    if (!statement) {
      const columns = Object.keys(row)
      statement = sql.prepare(
        `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})`,
      )
      kept.set(table, statement)
    }
    return Number(statement.run(row).lastInsertRowid)
  }
}
