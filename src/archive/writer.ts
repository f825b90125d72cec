import { ColophonError } from '../errors.ts'
import { sha256 } from '../identity/digest.ts'
import { workId } from '../identity/ids.ts'
import type { LoadedDocument, LoadRequest } from '../loading/document.ts'
import { InvalidManifest } from '../loading/errors.ts'
import { chooseLoader } from '../loading/registry.ts'
import type { Connection } from '../store/connection.ts'
import { type FormattedCitation, recordFormatted } from '../store/formatted-citations.ts'
import { type QuoteRecord, recordQuote } from '../store/quotes.ts'
import { type Recorded, type Recording, recordNewWork, recordNextVersion } from '../store/record-edition.ts'
import { type Ancestry, editionOf, newWork } from './edition.ts'
import { logKeyFile } from './log-key.ts'
import type { LogIdentity } from './log-writer.ts'
import { Publisher } from './publisher.ts'

/** What can be written to an archive. Every promise is kept only when the change is on disk. */
export interface ArchiveWriter {
  /** Loads a source and records it as a work; the same bytes again answer with the same work. */
  importSource(request: LoadRequest): Promise<Recorded>
  /**
   * Loads a source and records it as the next version of the work with this id. Metadata given with it are the
   * work's from then on; what the file itself says of the work stays in the version's provenance.
   */
  importVersion(work: string, request: LoadRequest): Promise<Recorded>
  /** Registers a quote; false when it was registered before. */
  registerQuote(quote: Omit<QuoteRecord, 'registeredAt'>): Promise<boolean>
  /** Keeps formatted citations for later; what is kept already stays. */
  keepFormatted(rows: readonly FormattedCitation[]): Promise<void>
  close(): Promise<void>
}

/** Writes through a connection in this thread: for the command, which has nobody else to answer. */
export class LocalWriter implements ArchiveWriter {
  readonly #connection: Connection
  readonly #now: () => string
  readonly #publisher: Publisher
  #signing: NodeJS.Timeout | undefined

  /** @param identity whose key signs the log; by default that beside the database */
  constructor(connection: Connection, now: () => string, identity?: LogIdentity) {
    this.#connection = connection
    this.#now = now
    const { sql } = connection
    this.#publisher = new Publisher(sql, identity ?? { keyFile: logKeyFile(sql.name), name: '' })
  }

  /** Signs what was committed. It is done by itself shortly after each change, for all changes of that while. */
  async signLog(): Promise<void> {
    clearTimeout(this.#signing)
    durably(() => this.#publisher.log.sign(this.#now()))
    this.#signing = undefined
  }

  /** Publishes what the archive held before it had a log. */
  async publishMissing(): Promise<void> {
    durably(() => this.#publisher.publishMissing(this.#now()))
    await this.signLog()
  }

  async importSource(request: LoadRequest): Promise<Recorded> {
    const { typed, document } = load(request)
    return this.#published((recording) =>
      recordNewWork(this.#connection, newWork(typed, document), recording),
    )
  }

  async importVersion(work: string, request: LoadRequest): Promise<Recorded> {
    const { key, slug: _, ...given } = request.manifest ?? {}
    if (key !== undefined && workId(key) !== work)
      throw new InvalidManifest('/key', `The key ${key} is not that of the work ${work}. Leave "key" out.`)
    const { typed, document } = load(request)
    const next = {
      work,
      sourceSha256: sha256(request.bytes),
      edition: (ancestry: Ancestry) => editionOf(typed, document, ancestry),
      replacesMetadata: Object.keys(given).length > 0,
    }
    return this.#published((recording) => recordNextVersion(this.#connection, next, recording))
  }

  async registerQuote(quote: Omit<QuoteRecord, 'registeredAt'>): Promise<boolean> {
    return durably(() => recordQuote(this.#connection.sql, { ...quote, registeredAt: this.#now() }))
  }

  async keepFormatted(rows: readonly FormattedCitation[]): Promise<void> {
    durably(() => recordFormatted(this.#connection.sql, rows, { now: this.#now() }))
  }

  async close(): Promise<void> {
    if (this.#signing) await this.signLog()
    this.#connection.close()
  }

  #published(record: (recording: Recording) => Recorded): Recorded {
    const now = this.#now()
    const recorded = durably(() =>
      record({ now, publish: (versionNo) => this.#publisher.publish('put', versionNo, now) }),
    )
    // What fails is tried again with the next change, and when the writer is closed.
    this.#signing ??= setTimeout(() => void this.signLog().catch(() => {}), SIGNING_MS).unref()
    return recorded
  }
}

/** How long changes are gathered for one signature, in milliseconds. */
const SIGNING_MS = 20

/** The document, and the request with the media type that its loader found it to be. */
function load(request: LoadRequest): { typed: LoadRequest; document: LoadedDocument } {
  const loader = chooseLoader(request)
  const mediaType = loader.mediaTypes.find((type) => type === request.mediaType) ?? loader.mediaTypes[0]!
  return { typed: { ...request, mediaType }, document: loader.load(request) }
}

/** SQLite's own errors say more than a client may see, and less than an operator needs. */
function durably<T>(write: () => T): T {
  try {
    return write()
  } catch (error) {
    const code = (error as { code?: string }).code ?? ''
    if (code === 'SQLITE_FULL' || code.startsWith('SQLITE_IOERR')) {
      throw new ColophonError(
        'storage_full',
        'The archive could not be written to its disk; nothing was recorded. Make room or check the disk, then try again.',
        { sqlite: code },
      )
    }
    if (code.startsWith('SQLITE_BUSY')) {
      throw new ColophonError('busy', 'Another process is writing to the archive. Try again shortly.')
    }
    throw error
  }
}
