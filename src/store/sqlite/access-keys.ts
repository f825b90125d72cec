import type SQLite from 'better-sqlite3'

/** What a key may do. */
export const SCOPES = ['ingest', 'admin'] as const
export type Scope = (typeof SCOPES)[number]

/** A key as the store has it: only a digest of its secret. */
export interface AccessKeyRecord {
  id: string
  name: string
  secretSha256: string
  scopes: Scope[]
  createdAt: string
  revokedAt: string | null
}

type Row = Omit<AccessKeyRecord, 'scopes'> & { scopes: string }

const SELECT = `SELECT id, name, secret_sha256 AS secretSha256, scopes, created_at AS createdAt,
  revoked_at AS revokedAt FROM access_key`

/** The key with this id, revoked or not. */
export function findAccessKey(sql: SQLite.Database, id: string): AccessKeyRecord | undefined {
  const row = sql.prepare<[string], Row>(`${SELECT} WHERE id = ?`).get(id)
  return row && accessKey(row)
}

/** All keys, oldest first. */
export function listAccessKeys(sql: SQLite.Database): AccessKeyRecord[] {
  return sql.prepare<[], Row>(`${SELECT} ORDER BY created_at, id`).all().map(accessKey)
}

/** Stores a new key. */
export function recordAccessKey(sql: SQLite.Database, key: AccessKeyRecord): void {
  sql
    .prepare(
      `INSERT INTO access_key (id, name, secret_sha256, scopes, created_at, revoked_at)
       VALUES (@id, @name, @secretSha256, @scopes, @createdAt, @revokedAt)`,
    )
    .run({ ...key, scopes: key.scopes.join(' ') })
}

/** Revokes a key; false when there is no such key in force. */
export function revokeAccessKey(sql: SQLite.Database, id: string, now: string): boolean {
  const statement = sql.prepare('UPDATE access_key SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL')
  return statement.run(now, id).changes === 1
}

function accessKey(row: Row): AccessKeyRecord {
  return { ...row, scopes: row.scopes.split(' ') as Scope[] }
}
