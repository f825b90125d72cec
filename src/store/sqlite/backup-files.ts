import type { Database } from './database.ts'

/** A small file that goes with a backup. */
export interface BackupFile {
  name: string
  bytes: Buffer
}

/** No migration makes it: only a backup has it. */
export const BACKUP_FILES =
  'CREATE TABLE backup_file (name TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT, WITHOUT ROWID'

/** Puts files into a backup, in the place of those that its archive may have brought from an earlier one. */
export function putBackupFiles(db: Database, files: readonly BackupFile[]): void {
  db.transaction(() => {
    db.exec('DROP TABLE IF EXISTS backup_file')
    if (files.length === 0) return
    db.exec(BACKUP_FILES)
    for (const { name, bytes } of files)
      db.run('INSERT INTO backup_file (name, bytes) VALUES (?, ?)', name, bytes)
  })
}

/** Takes the files of a backup out of it, those alone that are named and are short. */
export function takeBackupFiles(
  db: Database,
  { names, most }: { names: readonly string[]; most: number },
): BackupFile[] {
  return db.transaction(() => {
    const isThere = db.has("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'backup_file'")
    if (!isThere) return []
    const files = names.flatMap(
      (name) =>
        db.one<BackupFile>(
          'SELECT name, bytes FROM backup_file WHERE name = ? AND length(bytes) <= ?',
          name,
          most,
        ) ?? [],
    )
    db.exec('DROP TABLE backup_file')
    return files
  })
}
