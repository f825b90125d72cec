import type { AccessKeyRecord } from '../access-keys.ts'
import { ACCESS_KEY, ACCESS_KEYS, type AccessKeyRow, accessKey } from '../sql/access-keys.ts'
import type { Connection } from '../sql/connection.ts'

/** The key with this id, revoked or not. */
export function findAccessKey(db: Connection, id: string): AccessKeyRecord | undefined {
  const row = db.one<AccessKeyRow>(ACCESS_KEY, id)
  return row && accessKey(row)
}

/** All keys, oldest first. */
export function listAccessKeys(db: Connection): AccessKeyRecord[] {
  return db.all<AccessKeyRow>(ACCESS_KEYS).map(accessKey)
}

/** Stores a new key. */
export function recordAccessKey(db: Connection, key: AccessKeyRecord): void {
  db.run(
    `INSERT INTO access_key (id, name, secret_sha256, scopes, created_at, revoked_at)
       VALUES (@id, @name, @secretSha256, @scopes, @createdAt, @revokedAt)`,
    { ...key, scopes: key.scopes.join(' ') },
  )
}

/** Revokes a key; false when there is no such key in force. */
export function revokeAccessKey(db: Connection, id: string, now: string): boolean {
  return db.run('UPDATE access_key SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL', now, id) === 1
}
