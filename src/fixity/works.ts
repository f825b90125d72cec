import { paragraphId, workId } from '../identity/ids.ts'
import type { Metadata } from '../loading/metadata/metadata.ts'
import { canonicalJson } from '../log/canonical-json.ts'
import { parseVersionManifest, type VersionManifest } from '../log/version-manifest.ts'
import type { Database } from '../store/sqlite/database.ts'
import { isStubWork, stubOrdinal } from '../store/sqlite/mirror/stubs.ts'
import { metadataFilters } from '../store/sqlite/works/metadata-filters.ts'
import { GivenKeys } from './citation-keys.ts'
import type { Damages } from './damage.ts'
import { RowCounts } from './row-counts.ts'
import { countRows, everyRow } from './rows.ts'
import { hasTwin } from './twins.ts'
import { VersionCheck } from './versions.ts'

interface WorkRow {
  no: number
  id: string
  key: string
  slug: string
  createdAt: string
}

type MetadataRow = ReturnType<typeof metadataFilters> & {
  revision: number
  recorded_at: string
  body: string
}

/**
 * Every work with its versions, their rows, and what is said of them, against the manifests that the log names. A
 * manifest was signed: what it says and the rows do not, is damage of the rows.
 */
export function checkWorks(db: Database, damages: Damages, tick: (works: number) => void): void {
  const counts = new RowCounts()
  let works = 0
  damages.examine({ table: 'work' }, () => {
    const check = new WorkCheck(db, damages, counts)
    const columns = 'id, key, slug, created_at AS "createdAt"'
    for (const work of everyRow<WorkRow>(db, { table: 'work', key: 'no', columns })) {
      damages.examine({ table: 'work', key: work.id, work: work.id }, () => check.work(work))
      works++
      tick(1)
    }
    damages.expect(works === countRows(db, 'work'), {
      table: 'work',
      what: 'has rows that are not in order',
    })
  })
  counts.compare(db, damages)
}

const METADATA = `SELECT revision, recorded_at, body, title, title_folded, authors_folded, language, issued_from,
    issued_until
  FROM metadata WHERE work_no = ? ORDER BY revision`
const PARAGRAPHS =
  'SELECT id, genesis_words_sha256 AS genesis, k FROM paragraph WHERE work_no = ? ORDER BY no'
const MANIFESTS = `SELECT seq, blob.sha256, blob.content FROM publication JOIN blob ON blob.sha256 = manifest_sha256
  WHERE version_no = ? AND blob.erased_at IS NULL ORDER BY seq`
const HAS_ERASED = `SELECT 1 FROM version JOIN publication ON version_no = version.no
    JOIN blob ON blob.sha256 = manifest_sha256
  WHERE work_no = ? AND blob.erased_at IS NOT NULL LIMIT 1`

class WorkCheck {
  readonly #db: Database
  readonly #damages: Damages
  readonly #counts: RowCounts
  readonly #version: VersionCheck

  constructor(db: Database, damages: Damages, counts: RowCounts) {
    this.#db = db
    this.#damages = damages
    this.#counts = counts
    this.#version = new VersionCheck(db, damages, counts)
  }

  /** One work with all that belongs to it. */
  work(row: WorkRow): void {
    const place = { table: 'work', key: row.id, work: row.id }
    this.#damages.expect(workId(row.key) === row.id || isStubWork(row), {
      ...place,
      what: 'has an id that its key does not make',
    })
    const vouched = new Map<number, VersionManifest['metadata']>()
    const keys = new GivenKeys()
    let isVouched = false
    for (const no of this.#db.values<number>(
      'SELECT no FROM version WHERE work_no = ? ORDER BY no',
      row.no,
    )) {
      this.#counts.add('version', 1)
      const manifests = this.#manifestsOf(no, row.id, keys)
      for (const { work, metadata } of manifests) {
        isVouched = true
        vouched.set(metadata.revision, metadata)
        const isSaid =
          work.id === row.id &&
          work.key === row.key &&
          work.slug === row.slug &&
          work.createdAt === row.createdAt
        this.#damages.expect(isSaid, { ...place, what: 'is not what its manifest says' })
      }
      this.#damages.examine({ table: 'version', key: String(no), work: row.id }, () =>
        this.#version.check(no, row.id, manifests),
      )
    }
    this.#damages.expect(isVouched || hasTwin(this.#db, 'work', row.no), {
      ...place,
      what: 'is published by no entry of the log',
    })
    const hasErased = this.#db.has(HAS_ERASED, row.no)
    keys.compare(
      this.#db,
      { damages: this.#damages, counts: this.#counts },
      { no: row.no, id: row.id, hasErased },
    )
    this.#checkMetadata(row, vouched)
    this.#checkParagraphs(row)
  }

  #manifestsOf(versionNo: number, work: string, keys: GivenKeys): VersionManifest[] {
    const blobs = this.#db.all<{ seq: number; sha256: string; content: Buffer }>(MANIFESTS, versionNo)
    return blobs.flatMap(({ seq, sha256, content }) => {
      const place = { table: 'blob', key: sha256, work }
      const read = () => {
        const manifest = parseVersionManifest(content)
        keys.add(seq, manifest)
        return manifest
      }
      return this.#damages.examine(place, read) ?? []
    })
  }

  #checkMetadata(work: WorkRow, vouched: Map<number, VersionManifest['metadata']>): void {
    const rows = this.#db.all<MetadataRow>(METADATA, work.no)
    this.#counts.add('metadata', rows.length)
    this.#checkRevisions(
      work,
      rows.map(({ revision }) => revision),
      vouched,
    )
    for (const row of rows) {
      const key = `${work.no}/${row.revision}`
      const place = { table: 'metadata', key, work: work.id }
      const said = vouched.get(row.revision)
      // A whole work that was erased has them blank, which its twin knows.
      if (!said || row.body === '{}') {
        this.#damages.expect(hasTwin(this.#db, 'metadata', key), {
          ...place,
          what: 'is published by no entry of the log',
        })
        continue
      }
      this.#damages.examine(place, () => {
        const { revision: _, recorded_at, body, ...filters } = row
        const metadata = JSON.parse(body) as Metadata
        const isSaid =
          recorded_at === said.recordedAt &&
          canonicalJson(metadata) === canonicalJson(said.body) &&
          JSON.stringify(metadata) === body
        this.#damages.expect(isSaid, { ...place, what: 'is not what the manifest says' })
        this.#damages.expect(canonicalJson(filters) === canonicalJson(metadataFilters(metadata)), {
          ...place,
          what: 'is listed by other words than it has',
        })
      })
    }
  }

  /** None that was signed is missing, and they are counted from 1: but a mirror never had those that were erased before. */
  #checkRevisions(work: WorkRow, revisions: readonly number[], vouched: Map<number, unknown>): void {
    const hasErased = this.#db.has(HAS_ERASED, work.no)
    const counted = hasErased ? [] : Array.from({ length: Math.max(1, revisions.length) }, (_, at) => at + 1)
    for (const revision of new Set([...counted, ...vouched.keys()]))
      this.#damages.expect(revisions.includes(revision), {
        table: 'metadata',
        key: `${work.no}/${revision}`,
        work: work.id,
        what: 'is not there',
      })
  }

  #checkParagraphs({ no, id: work }: WorkRow): void {
    const paragraphs = this.#db.each<{ id: string; genesis: string; k: number }>(PARAGRAPHS, no)
    for (const { id, genesis, k } of paragraphs) {
      this.#counts.add('paragraph', 1)
      const isMade = genesis === '' ? stubOrdinal(id) === k : paragraphId(work, genesis, k) === id
      if (!isMade)
        this.#damages.add({
          table: 'paragraph',
          key: id,
          work,
          what: 'has an id that its first words do not make',
        })
    }
  }
}
