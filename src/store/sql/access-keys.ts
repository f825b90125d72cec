/** Statements over access keys, as SQLite and PostgreSQL both take them. */
import type { AccessKeyRecord, Scope } from '../access-keys.ts'

export type AccessKeyRow = Omit<AccessKeyRecord, 'scopes'> & { scopes: string }

const SELECT = `SELECT id, name, secret_sha256 AS "secretSha256", scopes, created_at AS "createdAt",
  revoked_at AS "revokedAt" FROM access_key`
export const ACCESS_KEY = `${SELECT} WHERE id = ?`
export const ACCESS_KEYS = `${SELECT} ORDER BY created_at, id`

/** A key from its row. */
export function accessKey(row: AccessKeyRow): AccessKeyRecord {
  return { ...row, scopes: row.scopes.split(' ') as Scope[] }
}
