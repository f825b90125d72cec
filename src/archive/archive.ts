import { existsSync } from 'node:fs'
import { ColophonError } from '../errors.ts'
import { cosignaturesFile, databaseFile } from '../files/archive-files.ts'
import { AsyncCache } from '../matching/async-cache.ts'
import { ReadingText } from '../matching/reading-text.ts'
import { SentenceRuns } from '../matching/sentence-runs.ts'
import { openStore } from '../store/sqlite/store.ts'
import type { Reads, Store } from '../store/store.ts'
import { AuthorList } from './author-list.ts'
import { CosignedNotes } from './signing/cosigned-notes.ts'
import { LogReader } from './signing/log-reader.ts'
import { SourceSwhids } from './source-swhids.ts'
import { WorkChanges } from './work-changes.ts'

/** Reading texts kept ready, in characters of all together, each of which takes some eight bytes. */
const MOST_CHARACTERS = 8_000_000

/** The reading side of an archive: its store, which cannot write, and what is kept of it in memory. */
export class Archive {
  readonly directory: string
  readonly store: Store
  readonly reads: Reads
  readonly log: LogReader
  readonly swhids: SourceSwhids
  readonly authors: AuthorList
  readonly changes: WorkChanges
  readonly sentenceRuns = new SentenceRuns()
  readonly #texts = new AsyncCache<ReadingText>(MOST_CHARACTERS, ({ text }) => text.length + 1)

  /**
   * @param store where its data are; by default the directory's database
   * @throws ColophonError `archive_not_found` when the directory holds no archive
   */
  constructor(directory: string, store: Store = storeIn(directory)) {
    this.directory = directory
    this.store = store
    this.reads = this.store.reads
    this.log = new LogReader(this.reads.log, new CosignedNotes(cosignaturesFile(databaseFile(directory))))
    this.authors = new AuthorList(this.store)
    this.changes = new WorkChanges(this.reads.log)
    this.swhids = new SourceSwhids(this.reads.versions)
  }

  /** The text of a version, for finding words in it. */
  readingText(versionNo: number): Promise<ReadingText> {
    return this.#texts.get(
      versionNo,
      async () => new ReadingText(await this.reads.versions.blocks(versionNo)),
    )
  }

  /** Lets the next read see all that was written until now. */
  refresh(): void {
    this.store.refresh()
  }

  close(): void | Promise<void> {
    return this.store.close()
  }
}

function storeIn(directory: string): Store {
  const file = databaseFile(directory)
  if (existsSync(file)) return openStore(file)
  throw new ColophonError(
    'archive_not_found',
    `There is no archive in ${directory}. Start the server or import a file with --data ${directory} to make one.`,
  )
}
