import crypto from 'node:crypto'
import { canonicalJson } from './canonical-json.ts'

/** Rows of a version that are too many for its manifest: how many, and the digest of all. */
export interface RecordsDigest {
  count: number
  /** Of the rows as lines of canonical JSON, each with its line feed: `sha256sum` of an NDJSON file. */
  sha256: string
}

/** The digest of rows in their order. Memory does not grow with their number. */
export function digestRecords(rows: Iterable<object>): RecordsDigest {
  const hash = crypto.createHash('sha256')
  let count = 0
  for (const row of rows) {
    hash.update(`${canonicalJson(row)}\n`)
    count++
  }
  return { count, sha256: hash.digest('hex') }
}
