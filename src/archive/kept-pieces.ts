import type { PieceStore } from '../citing/pieces/piece-store.ts'
import type { CitePieces, EntryPieces } from '../citing/pieces/pieces.ts'
import type { FormattedCitation, FormattedCitationReads } from '../store/formatted-citations.ts'
import type { Archive } from './archive.ts'
import type { ArchiveWriter } from './writer.ts'

/** How long new pieces are gathered for one transaction, in milliseconds, and how many at most. */
const GATHERING = 1000
const MOST_GATHERED = 500

/** Formatted pieces in the archive: read from its store, written by its writer, now and then. */
export class KeptPieces implements PieceStore {
  readonly #reads: FormattedCitationReads
  readonly #writer: Pick<ArchiveWriter, 'keepFormatted'>
  #gathered: FormattedCitation[] = []
  #timer: NodeJS.Timeout | undefined
  #closed = false

  constructor(archive: Archive, writer: Pick<ArchiveWriter, 'keepFormatted'>) {
    this.#reads = archive.reads.formattedCitations
    this.#writer = writer
  }

  async get(key: string): Promise<EntryPieces | CitePieces | undefined> {
    const json = await this.#reads.byKey(key)
    return json === undefined ? undefined : (JSON.parse(json) as EntryPieces | CitePieces)
  }

  put(key: string, pieces: EntryPieces | CitePieces): void {
    if (this.#closed || this.#gathered.length >= MOST_GATHERED) return
    this.#gathered.push({ key, pieces: JSON.stringify(pieces) })
    this.#timer ??= setTimeout(() => this.#flush(), GATHERING).unref()
  }

  /** To be called before the writer is closed. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#flush()
  }

  /** Writes what was gathered. What the writer refuses is dropped: it can be formatted again. */
  async #flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const rows = this.#gathered
    this.#gathered = []
    if (rows.length > 0) await this.#writer.keepFormatted(rows).catch(() => {})
  }
}
