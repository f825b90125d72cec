import { DamagedCopy } from '../store/sqlite/mirror/damaged-copy.ts'
import { Origin, type Patience } from './origin.ts'

/**
 * Reads from an archive over HTTP, but takes what is still whole in a damaged copy from there: whatever has the digest
 * that is asked for is right, wherever it comes from.
 */
export class SalvagingOrigin extends Origin {
  /** How many blobs were taken from the copy. */
  salvaged = 0
  readonly #copy: DamagedCopy

  /** @param database a file that may be damaged in any way */
  constructor(url: string, database: string, patience?: Patience) {
    super(url, patience)
    this.#copy = new DamagedCopy(database)
  }

  override async blob(digest: string, longest: number): Promise<Buffer | null> {
    const kept = this.#copy.bytes(digest)
    if (!kept) return super.blob(digest, longest)
    this.salvaged++
    return kept
  }

  /** The notes in the copy that may be checkpoints, the newest first. */
  notes(): string[] {
    return this.#copy.notes()
  }

  /** Ids of the works that the copy shows. */
  works(): string[] {
    return this.#copy.works()
  }

  override leave(): void {
    super.leave()
    this.#copy.close()
  }
}
