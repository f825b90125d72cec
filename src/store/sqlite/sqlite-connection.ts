import type { Connection } from '../sql/connection.ts'

/** A connection to SQLite, with what other databases do not have. */
export interface SqliteConnection extends Connection {
  /** Runs statements that are not kept: those of a schema, and `BEGIN` where a transaction outlives a call. */
  exec(statements: string): void
  /** Sets or reads a setting of the connection, and answers with its value. */
  pragma<Value = unknown>(text: string): Value
}
