import SQLite from 'better-sqlite3'
import { sha256 } from '../identity/digest.ts'
import { PRESENT_WORKS } from '../store/sqlite/works/counts.ts'
import { Origin, type Patience } from './origin.ts'

/**
 * Reads from an archive over HTTP, but takes what is still whole in a damaged copy from there: whatever has the digest
 * that is asked for is right, wherever it comes from.
 */
export class SalvagingOrigin extends Origin {
  /** How many blobs were taken from the copy. */
  salvaged = 0
  readonly #copy: SQLite.Database | undefined

  /** @param database a file that may be damaged in any way */
  constructor(url: string, database: string, patience?: Patience) {
    super(url, patience)
    this.#copy = openDamaged(database)
  }

  override async blob(digest: string, longest: number): Promise<Buffer | null> {
    const kept = this.#kept(digest)
    if (!kept) return super.blob(digest, longest)
    this.salvaged++
    return kept
  }

  /** The notes in the copy that may be checkpoints, the newest first. */
  notes(): string[] {
    return this.#read('SELECT note FROM checkpoint ORDER BY size DESC').concat(
      this.#read('SELECT seen FROM mirror_state'),
    )
  }

  /** Ids of the works that the copy shows. */
  works(): string[] {
    return this.#read(PRESENT_WORKS)
  }

  override leave(): void {
    super.leave()
    this.#copy?.close()
  }

  #kept(digest: string): Buffer | undefined {
    for (const table of ['blob', 'source']) {
      const [bytes] = this.#read<Buffer>(`SELECT content FROM ${table} WHERE sha256 = ?`, digest)
      if (bytes && sha256(bytes) === digest) return bytes
    }
    return undefined
  }

  /** What cannot be read is not there. */
  #read<T = string>(statement: string, ...values: string[]): T[] {
    try {
      return (
        this.#copy
          ?.prepare<string[], T>(statement)
          .pluck()
          .all(...values) ?? []
      )
    } catch {
      return []
    }
  }
}

function openDamaged(file: string): SQLite.Database | undefined {
  try {
    return new SQLite(file, { readonly: true, fileMustExist: true })
  } catch {
    return undefined
  }
}
