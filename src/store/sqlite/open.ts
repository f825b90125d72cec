import { ColophonError } from '../../errors.ts'
import { asDamageError } from '../storage-errors.ts'
import { Database } from './database.ts'
import { refuseOlder } from './migrate.ts'

const PAGE_BYTES = 8192
/** Pages kept by each connection. No memory mapping: with `cell_size_check` each mapped page is checked at every access. */
const CACHE_KIB = 64 * 1024
const BUSY_MS = 10_000

/** Bare better-sqlite3 leaves WAL at NORMAL, which loses acknowledged works on power loss. */
const WRITER_PRAGMAS = {
  journal_mode: 'wal',
  synchronous: 2,
  foreign_keys: 1,
  trusted_schema: 0,
  cell_size_check: 1,
  cache_size: -CACHE_KIB,
  // What a part of a transaction may have to take back is kept in memory: in a file it cost a twentieth of an import.
  temp_store: 2,
  // Pages. Digests stand anywhere in their indexes, so that most pages are written several times before they go to the file.
  wal_autocheckpoint: 4096,
} as const

const READER_PRAGMAS = { query_only: 1, trusted_schema: 0, cell_size_check: 1 } as const

/** Opens the one connection that writes, making the file when there is none. */
export function openWriter(file: string): Database {
  const db = open(file, {})
  return configure(db, { before: `page_size = ${PAGE_BYTES}`, asserted: WRITER_PRAGMAS })
}

/** Opens a connection that can only read. The file must be there. @throws ColophonError `archive_outdated` */
export function openReader(file: string): Database {
  const db = open(file, { readonly: true, fileMustExist: true })
  configure(db, { before: `cache_size = -${CACHE_KIB}`, asserted: READER_PRAGMAS })
  try {
    refuseOlder(db)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

function open(file: string, options: ConstructorParameters<typeof Database>[1]): Database {
  try {
    return new Database(file, { timeout: BUSY_MS, ...options })
  } catch (cause) {
    throw unusable(file, (cause as Error).message)
  }
}

function configure(
  db: Database,
  { before, asserted }: { before: string; asserted: Record<string, string | number> },
): Database {
  try {
    db.pragma(before)
    for (const [name, wanted] of Object.entries(asserted)) {
      db.pragma(`${name} = ${wanted}`)
      const found = db.pragma(name)
      if (found !== wanted) throw new Error(`PRAGMA ${name} is ${found}, and must be ${wanted}`)
    }
    // The first read of the file itself: what is no database shows here.
    db.pragma('schema_version')
    return db
  } catch (cause) {
    db.close()
    // What was never a database is not damaged.
    const isNone = (cause as { code?: string }).code === 'SQLITE_NOTADB'
    throw (!isNone && asDamageError(cause)) || unusable(db.file, (cause as Error).message)
  }
}

function unusable(file: string, reason: string): ColophonError {
  return new ColophonError(
    'archive_unusable',
    `The archive ${file} cannot be used safely: ${reason}. Check that the file is an archive of Colophon, on a local file system, and that you may write to its directory.`,
  )
}
