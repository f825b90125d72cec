import { sha256 } from '../../../identity/digest.ts'
import type { Metadata } from '../../../loading/metadata/metadata.ts'
import type { Connection } from '../../sql/connection.ts'
import { metadataFilters } from './metadata-filters.ts'

/** What two works that are one have in common: title, authors and date, folded as a search folds them. */
type Names = Pick<
  ReturnType<typeof metadataFilters>,
  'title_folded' | 'authors_folded' | 'issued_from' | 'issued_until'
>

const NAMES = `SELECT work.no, work.id, title_folded, authors_folded, issued_from, issued_until
  FROM work JOIN metadata ON metadata.work_no = work.no
    AND revision = (SELECT max(revision) FROM metadata AS each WHERE each.work_no = work.no)`
const ALL = `${NAMES} WHERE authors_folded <> ''
    AND EXISTS (SELECT 1 FROM present_version WHERE work_no = work.no) ORDER BY work.no`
const ONE = `${NAMES} WHERE work.id = ?`

/**
 * Finds works with the same title, authors and date. Works without authors have no namesakes: "Editorial" says nothing.
 * What there is is read once, at the first question; some 50 bytes of each work stay in memory.
 */
export class Namesakes {
  readonly #db: Connection
  #first: Map<number, number> | undefined

  constructor(db: Connection) {
    this.#db = db
  }

  /** The id of a work that came before this one, which must be there, and has the same names. */
  ofWork(id: string): string | undefined {
    const { no, ...names } = this.#db.one<Names & { no: number }>(ONE, id)!
    const first = this.#find(names)
    if (names.authors_folded !== '' && first === undefined) this.#known().set(keyOf(names), no)
    return first === undefined || first >= no ? undefined : this.#idOf(first)
  }

  /** The id of a work that has these names. */
  ofMetadata(metadata: Metadata): string | undefined {
    const first = this.#find(metadataFilters(metadata))
    return first === undefined ? undefined : this.#idOf(first)
  }

  #find(names: Names): number | undefined {
    return names.authors_folded === '' ? undefined : this.#known().get(keyOf(names))
  }

  #known(): Map<number, number> {
    if (this.#first) return this.#first
    this.#first = new Map()
    for (const { no, ...names } of this.#db.each<Names & { no: number }>(ALL)) {
      const key = keyOf(names)
      if (!this.#first.has(key)) this.#first.set(key, no)
    }
    return this.#first
  }

  #idOf(no: number): string {
    return this.#db.value<string>('SELECT id FROM work WHERE no = ?', no)!
  }
}

/** 52 bits: of a million works two may be taken for one another once in ten thousand archives. */
function keyOf({ title_folded, authors_folded, issued_from, issued_until }: Names): number {
  const digest = sha256(JSON.stringify([title_folded, authors_folded, issued_from, issued_until]))
  return Number.parseInt(digest.slice(0, 13), 16)
}
