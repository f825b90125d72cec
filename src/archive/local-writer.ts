import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { editionOf } from '../edition/edition.ts'
import { newWork } from '../edition/new-work.ts'
import { ColophonError } from '../errors.ts'
import { logKeyFile } from '../files/archive-files.ts'
import { type LoadedSource, loadSource } from '../formats/load.ts'
import { sha256 } from '../identity/digest.ts'
import { workId } from '../identity/ids.ts'
import type { EarlierParagraphs } from '../lineage/inheritance.ts'
import type { LoadRequest } from '../loading/document.ts'
import { printVerifierKey } from '../log/note-key.ts'
import type { FormattedCitation } from '../store/formatted-citations.ts'
import type { QuoteRecord } from '../store/quotes.ts'
import type { Connection } from '../store/sql/connection.ts'
import { recordFormatted } from '../store/sqlite/formatted-citations.ts'
import { recordQuote } from '../store/sqlite/quotes.ts'
import { knownSource } from '../store/sqlite/works/known-source.ts'
import {
  hasWork,
  type NextVersion,
  type Recording,
  recordNewWork,
  recordNextVersion,
} from '../store/sqlite/works/record-work.ts'
import { asStorageError } from '../store/storage-errors.ts'
import type { WithdrawalOrder } from '../store/withdrawals.ts'
import type { MetadataRevision, Recorded } from '../store/works.ts'
import { type Packed, unpack } from '../threads/packed.ts'
import { amendMetadata, correctMetadata, type MetadataCorrection } from './correct-metadata.ts'
import { refuseKeyOfAnother } from './key-of-another.ts'
import { purgeFiles } from './purge-files.ts'
import { RecordingGroup } from './recording-group.ts'
import { DelayedSigning } from './signing/delayed-signing.ts'
import { rotateKey } from './signing/log-rotation.ts'
import type { LogIdentity } from './signing/log-writer.ts'
import { Publisher } from './signing/publisher.ts'
import { type Tombstone, withdraw } from './withdraw.ts'
import type { ArchiveWriter, SourceRecorder } from './writer.ts'

/** What a writer is given beside its connection and its clock. */
export interface WriterOptions {
  log?: LogIdentity
  /** So many random bytes. */
  randomBytes?: (count: number) => Buffer
  /** Is told each time that the log could not be signed after a change, when nobody waits for it. */
  signingFailed?: (error: Error) => void
}

/** Writes through a connection in this thread: for the command, which has nobody else to answer. */
export class LocalWriter implements ArchiveWriter, SourceRecorder {
  readonly #connection: Connection
  readonly #now: () => string
  readonly #identity: LogIdentity
  readonly #publisher: Publisher
  readonly #signing: DelayedSigning
  readonly #group: RecordingGroup

  /** @param options the log's key, by default that beside the database; what makes nonces; who is told of failures */
  constructor(connection: Connection, now: () => string, options: WriterOptions = {}) {
    this.#connection = connection
    this.#group = new RecordingGroup(connection)
    this.#now = now
    const { log = { keyFile: logKeyFile(connection.file), name: '' }, randomBytes } = options
    this.#identity = log
    this.#publisher = new Publisher(connection, log, randomBytes)
    this.#signing = new DelayedSigning(
      () => durably(() => this.#publisher.log.sign(this.#now())),
      options.signingFailed,
    )
  }

  /**
   * Signs what was committed. It is done by itself shortly after each change, for all changes of that while; what
   * fails is tried again by itself too.
   */
  async signLog(): Promise<void> {
    this.#signing.now()
  }

  /** The keys that sign the log now, as they are handed out, the newest first. */
  async logKeys(): Promise<string[]> {
    return this.#publisher.log.signers().map(printVerifierKey)
  }

  /** Gives the log a new key and answers with it as it is handed out. @throws ColophonError those of `rotateKey` */
  async rotateLogKey(): Promise<string> {
    const { keyFile } = this.#identity
    return durably(() => rotateKey(this.#connection, { log: this.#publisher.log, keyFile, now: this.#now() }))
  }

  async beat(quiet: number): Promise<boolean> {
    const alive = durably(() =>
      this.#connection.transaction(() => this.#publisher.log.beat(this.#now(), quiet)),
    )
    await this.signLog()
    return alive
  }

  async importSource(request: LoadRequest): Promise<Recorded> {
    const loaded = await loadSource(request)
    return this.#record(() => loaded, request.bytes.length)
  }

  async recordSource(source: Packed<LoadedSource>): Promise<Recorded> {
    return this.#record(() => unpack(source), source.bytes.length)
  }

  async importVersion(work: string, request: LoadRequest): Promise<Recorded> {
    refuseKeyOfAnother(work, request)
    return this.#recordNext(work, await loadSource(request), { size: request.bytes.length })
  }

  /**
   * Loads the source of a work's newest version again with decisions on its repairs, and records what it makes as the
   * next version. The metadata of the work stay as they are.
   *
   * @param decidedOn key of that version @throws ColophonError `revision_changed`; LoadingError `invalid_decision`
   */
  async importDecided(work: string, request: LoadRequest, decidedOn: number): Promise<Recorded> {
    return this.#recordNext(work, await loadSource(request), { size: request.bytes.length, decidedOn })
  }

  async recordVersion(work: string, source: Packed<LoadedSource>): Promise<Recorded> {
    return this.#recordNext(work, unpack(source), { size: source.bytes.length })
  }

  /**
   * Records a loaded source as the work that the key in its manifest makes, or as the next version of that where it is
   * there. The source of any version answers with that version.
   */
  async recordInSeries(source: Packed<LoadedSource>): Promise<Recorded & { newVersion?: true }> {
    let isNext = false
    const recorded = await this.#group.add(() => {
      const loaded = unpack(source)
      const { request, document } = loaded
      const id = workId(request.manifest!.key!)
      return this.#published((recording) => {
        const known = knownSource(this.#connection, sha256(request.bytes))
        if (known) return known
        isNext = hasWork(this.#connection, id)
        return isNext
          ? recordNextVersion(this.#connection, nextVersion(id, loaded), recording)
          : recordNewWork(this.#connection, newWork(request, document), recording)
      })
    }, source.bytes.length)
    return isNext ? { ...recorded, newVersion: true } : recorded
  }

  async withdraw(order: WithdrawalOrder): Promise<Tombstone> {
    if (order.erase && !this.#connection.engine.erases) throw erasesNothing()
    const tombstone = this.#published(({ now }) =>
      withdraw(this.#connection, order, { publisher: this.#publisher, now }),
    )
    if (order.erase) purgeFiles(this.#connection)
    return tombstone
  }

  async correctMetadata(correction: MetadataCorrection): Promise<MetadataRevision> {
    return this.#published(({ now }) =>
      correctMetadata(this.#connection, correction, { publisher: this.#publisher, now }),
    )
  }

  /** Puts what a manifest says in place of what is said of the same fields of a work; false when that is said already. */
  async amendMetadata(amendment: Pick<MetadataCorrection, 'work' | 'manifest'>): Promise<boolean> {
    return this.#published(({ now }) =>
      amendMetadata(this.#connection, amendment, { publisher: this.#publisher, now }),
    )
  }

  async registerQuote(quote: Omit<QuoteRecord, 'registeredAt'>): Promise<boolean> {
    return durably(() => recordQuote(this.#connection, { ...quote, registeredAt: this.#now() }))
  }

  async keepFormatted(rows: readonly FormattedCitation[]): Promise<void> {
    durably(() => recordFormatted(this.#connection, rows, { now: this.#now() }))
  }

  async close(): Promise<void> {
    this.#group.write()
    try {
      // An archive whose directory was removed has nothing to sign.
      if (this.#signing.isDue && existsSync(dirname(this.#connection.file))) await this.signLog()
    } finally {
      this.#signing.end()
      this.#connection.close()
    }
  }

  /** What waits to be written is unpacked in its turn, so that memory holds one of a group at a time. */
  #record(source: () => LoadedSource, size: number): Promise<Recorded> {
    return this.#group.add(() => {
      const { request, document } = source()
      const work = newWork(request, document)
      return this.#published((recording) => recordNewWork(this.#connection, work, recording))
    }, size)
  }

  #recordNext(
    work: string,
    loaded: LoadedSource,
    { size, decidedOn }: { size: number; decidedOn?: number },
  ): Promise<Recorded> {
    const next = nextVersion(work, loaded, decidedOn)
    return this.#group.add(
      () => this.#published((recording) => recordNextVersion(this.#connection, next, recording)),
      size,
    )
  }

  #published<T>(record: (recording: Recording) => T): T {
    const now = this.#now()
    const recorded = durably(() =>
      record({ now, publish: (versionNo) => this.#publisher.publish('put', versionNo, now) }),
    )
    this.#signing.soon()
    return recorded
  }
}

function nextVersion(work: string, { request, document }: LoadedSource, decidedOn?: number): NextVersion {
  const { key: _key, slug: _slug, ...given } = request.manifest ?? {}
  return {
    work,
    sourceSha256: sha256(request.bytes),
    edition: (earlier: EarlierParagraphs) => editionOf(request, document, earlier),
    replacesMetadata: decidedOn === undefined && Object.keys(given).length > 0,
    ...(decidedOn !== undefined && { decidedOn }),
  }
}

function erasesNothing(): ColophonError {
  return new ColophonError(
    'read_only_store',
    'An archive in PostgreSQL erases nothing yet. Withdraw it without "erase": then nobody is shown it any more.',
  )
}

/** SQLite's own errors say more than a client may see, and less than an operator needs. */
function durably<T>(write: () => T): T {
  try {
    return write()
  } catch (error) {
    throw asStorageError(error)
  }
}
