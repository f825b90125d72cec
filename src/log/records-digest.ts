import crypto, { type Hash } from 'node:crypto'
import { sha256 } from '../identity/digest.ts'
import { canonicalJson } from './canonical-json.ts'

/** Rows of a version that are too many for its manifest: how many, and the digest of all. */
export interface RecordsDigest {
  count: number
  /** Of the rows as lines of canonical JSON, each with its line feed: `sha256sum` of an NDJSON file. */
  sha256: string
}

/** Rows on end as lines of canonical JSON, each with its line feed, and how many they are. */
export interface RecordLines {
  count: number
  lines: string
}

/** Text that is digested at a time, in characters: each time costs as much as some hundred of them. */
const GATHERED = 16 * 1024

/** Digests rows some at a time, in their order. Memory does not grow with their number. */
export class RecordsDigester {
  #count = 0
  #gathered = ''
  /** Made when there is more than a little: it costs as much as digesting some hundred lines. */
  #hash: Hash | undefined

  /** The next rows. */
  add({ count, lines }: RecordLines): void {
    this.#count += count
    this.#gathered += lines
    if (this.#gathered.length < GATHERED) return
    this.#hash = (this.#hash ?? crypto.createHash('sha256')).update(this.#gathered)
    this.#gathered = ''
  }

  /** The digest of all rows: nothing can be added after. */
  end(): RecordsDigest {
    const digest = this.#hash?.update(this.#gathered).digest('hex') ?? sha256(this.#gathered)
    return { count: this.#count, sha256: digest }
  }
}

/** The digest of rows in their order. */
export function digestRecords(rows: Iterable<object>): RecordsDigest {
  return digestLines(canonicalLines(rows))
}

/** The same of rows that are canonical JSON already. */
export function digestLines(lines: Iterable<RecordLines>): RecordsDigest {
  const digester = new RecordsDigester()
  for (const some of lines) digester.add(some)
  return digester.end()
}

function* canonicalLines(rows: Iterable<object>): Generator<RecordLines> {
  for (const row of rows) yield { count: 1, lines: `${canonicalJson(row)}\n` }
}
