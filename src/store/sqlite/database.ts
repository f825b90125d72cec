import SQLite from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { ColophonError } from '../../errors.ts'
import { damagedFile } from './storage-errors.ts'
import type { Tables } from './tables.ts'

/** One SQLite connection: `sql` for statements compiled once, `query` for composed ones. */
export interface Connection {
  sql: SQLite.Database
  query: Kysely<Tables>
  close(): void
}

const PAGE_BYTES = 8192
/** Pages kept by a reader. No memory mapping: with `cell_size_check` each mapped page is checked at every access. */
const CACHE_KIB = 64 * 1024
const BUSY_MS = 10_000

/** Bare better-sqlite3 leaves WAL at NORMAL, which loses acknowledged works on power loss (DESIGN §8). */
const WRITER_PRAGMAS = {
  journal_mode: 'wal',
  synchronous: 2,
  foreign_keys: 1,
  trusted_schema: 0,
  cell_size_check: 1,
} as const

const READER_PRAGMAS = { query_only: 1, trusted_schema: 0, cell_size_check: 1 } as const

/** Opens the one connection that writes, making the file when there is none. */
export function openWriter(file: string): Connection {
  const sql = open(file, {})
  return configure(sql, file, { before: `page_size = ${PAGE_BYTES}`, asserted: WRITER_PRAGMAS })
}

/** Opens a connection that can only read. The file must be there. */
export function openReader(file: string): Connection {
  const sql = open(file, { readonly: true, fileMustExist: true })
  return configure(sql, file, { before: `cache_size = -${CACHE_KIB}`, asserted: READER_PRAGMAS })
}

function open(file: string, options: SQLite.Options): SQLite.Database {
  try {
    return new SQLite(file, { timeout: BUSY_MS, ...options })
  } catch (cause) {
    throw unusable(file, (cause as Error).message)
  }
}

function configure(
  sql: SQLite.Database,
  file: string,
  { before, asserted }: { before: string; asserted: Record<string, string | number> },
): Connection {
  try {
    sql.pragma(before)
    for (const [name, wanted] of Object.entries(asserted)) {
      sql.pragma(`${name} = ${wanted}`)
      const found = sql.pragma(name, { simple: true })
      if (found !== wanted) throw new Error(`PRAGMA ${name} is ${found}, and must be ${wanted}`)
    }
    // The first read of the file itself: what is no database shows here.
    sql.pragma('schema_version')
  } catch (cause) {
    sql.close()
    throw damagedFile(cause) ?? unusable(file, (cause as Error).message)
  }
  const query = new Kysely<Tables>({ dialect: new SqliteDialect({ database: cachingStatements(sql) }) })
  return { sql, query, close: () => sql.close() }
}

/** Kysely prepares anew for every query; its seam is small enough to keep the statements for it. */
function cachingStatements(sql: SQLite.Database): Pick<SQLite.Database, 'prepare' | 'close'> {
  const statements = new Map<string, SQLite.Statement>()
  const prepare = (source: string) => {
    let statement = statements.get(source)
    if (!statement) {
      if (statements.size >= MOST_STATEMENTS) statements.clear()
      statement = sql.prepare(source)
      statements.set(source, statement)
    }
    return statement
  }
  return { prepare: prepare as SQLite.Database['prepare'], close: () => sql }
}

const MOST_STATEMENTS = 500

function unusable(file: string, reason: string): ColophonError {
  return new ColophonError(
    'archive_unusable',
    `The archive ${file} cannot be used safely: ${reason}. Check that the file is an archive of Colophon, on a local file system, and that you may write to its directory.`,
  )
}
