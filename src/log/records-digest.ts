import crypto, { type Hash } from 'node:crypto'
import { sha256 } from '../identity/digest.ts'
import { canonicalJson } from './canonical-json.ts'

/** Rows of a version that are too many for its manifest: how many, and the digest of all. */
export interface RecordsDigest {
  count: number
  /** Of the rows as lines of canonical JSON, each with its line feed: `sha256sum` of an NDJSON file. */
  sha256: string
}

/** Text that is digested at a time, in characters: each time costs as much as some hundred of them. */
const GATHERED = 16 * 1024

/** The digest of rows in their order. Memory does not grow with their number. */
export function digestRecords(rows: Iterable<object>): RecordsDigest {
  return digestLines(canonicalLines(rows))
}

/** The same of rows that are canonical JSON already. */
export function digestLines(lines: Iterable<string>): RecordsDigest {
  // Made when there is more than a little: it costs as much as digesting some hundred lines.
  let hash: Hash | undefined
  let count = 0
  let gathered = ''
  for (const line of lines) {
    gathered += `${line}\n`
    count++
    if (gathered.length < GATHERED) continue
    hash = (hash ?? crypto.createHash('sha256')).update(gathered)
    gathered = ''
  }
  return { count, sha256: hash ? hash.update(gathered).digest('hex') : sha256(gathered) }
}

function* canonicalLines(rows: Iterable<object>): Generator<string> {
  for (const row of rows) yield canonicalJson(row)
}
