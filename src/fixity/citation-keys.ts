import { keyDigest } from '../citing/exports/key-digest.ts'
import { metadataFrom } from '../loading/metadata/shape.ts'
import type { VersionManifest } from '../log/version-manifest.ts'
import type { Database } from '../store/sqlite/database.ts'
import type { Damages } from './damage.ts'
import type { RowCounts } from './row-counts.ts'

interface KeyRow {
  sha256: string
  first: number
  last: number
}

const ROWS =
  'SELECT sha256, first_seq AS first, last_seq AS last FROM citation_key NOT INDEXED WHERE work_no = ? ORDER BY sha256'

/** The citation keys that the entries of the log gave one work, computed anew from what they say of it. */
export class GivenKeys {
  readonly #given = new Map<string, KeyRow>()

  /** What an entry says. */
  add(seq: number, { work, metadata }: VersionManifest): void {
    const sha256 = keyDigest(work.id, metadataFrom(metadata.body)!)
    const { first, last } = this.#given.get(sha256) ?? { first: seq, last: seq }
    this.#given.set(sha256, { sha256, first: Math.min(first, seq), last: Math.max(last, seq) })
  }

  /** Compares with the rows. Where entries were erased there may be more keys, for which their twins vouch. */
  compare(
    db: Database,
    { damages, counts }: { damages: Damages; counts: RowCounts },
    { no, id, hasErased }: { no: number; id: string; hasErased: boolean },
  ): void {
    const rows = db.all<KeyRow>(ROWS, no)
    counts.add('citation_key', rows.length)
    const place = { table: 'citation_key', work: id }
    for (const row of rows) {
      const given = this.#given.get(row.sha256)
      const isGiven = given
        ? hasErased
          ? row.first <= given.first && row.last >= given.last
          : row.first === given.first && row.last === given.last
        : hasErased
      damages.expect(isGiven, { ...place, key: row.sha256, what: 'is not what the log gives the work' })
    }
    const kept = new Set(rows.map(({ sha256 }) => sha256))
    for (const key of this.#given.keys())
      damages.expect(kept.has(key), { ...place, key, what: 'is not there, but the log gives it to the work' })
  }
}
