/** Keys of those who may write. */
export interface AccessKeyTable {
  id: string
  name: string
  secret_sha256: string
  /** Space-separated scopes. */
  scopes: string
  created_at: string
  revoked_at: string | null
}
