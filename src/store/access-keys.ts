/** What a key may do. */
export const SCOPES = ['quote', 'ingest', 'admin'] as const
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

/** Reads of access keys. */
export interface AccessKeyReads {
  /** The key with this id, revoked or not. */
  byId(id: string): Promise<AccessKeyRecord | undefined>
}
