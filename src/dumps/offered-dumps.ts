import { statSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Archive } from '../archive/archive.ts'
import { ColophonError } from '../errors.ts'
import { databaseFile, dumpsDirectory } from '../files/archive-files.ts'
import type { LogReads } from '../store/log.ts'
import { type Dump, readDumps } from './dump-index.ts'
import { Withdrawals } from './withdrawals.ts'

/** The cure when a dump cannot be given out: for whoever runs the archive. */
const CURE = 'The operator can make new ones: run `colophon export` again.'

/** The dumps of an archive that may be given out. */
export class DumpFiles {
  readonly #directory: string
  readonly #log: LogReads
  readonly #withdrawals: Withdrawals

  constructor({ directory, reads }: Archive) {
    this.#directory = dumpsDirectory(databaseFile(directory))
    this.#log = reads.log
    this.#withdrawals = new Withdrawals(reads.log)
  }

  /** Those that are there and whole, the newest first. */
  async list(): Promise<Dump[]> {
    const dumps: Dump[] = []
    for (const dump of this.#indexed()) if ((await this.#fault(dump)) === undefined) dumps.push(dump)
    return dumps
  }

  /** The dump of this name, and its file, which the caller must close. @throws ColophonError `not_found`, `withdrawn` */
  async open(name: string): Promise<{ dump: Dump; handle: FileHandle }> {
    const dump = this.#named(name)
    const fault = dump ? await this.#fault(dump) : noDump(name)
    if (!dump || fault) throw fault
    const handle = await open(join(this.#directory, dump.file)).catch(() => undefined)
    // An export takes a file from the index before it puts another in its place: this is the one that was meant.
    if (handle && this.#named(name)?.sha256 === dump.sha256) return { dump, handle }
    await handle?.close()
    throw noDump(name)
  }

  #indexed(): Dump[] {
    return readDumps(this.#directory) ?? []
  }

  #named(name: string): Dump | undefined {
    return this.#indexed().find(({ file }) => file === name)
  }

  /** Why a dump is not given out. */
  async #fault({ file, bytes, logSize, checkpoint }: Dump): Promise<ColophonError | undefined> {
    if ((await this.#log.checkpointAt(logSize)) !== checkpoint)
      return new ColophonError(
        'not_found',
        `The dump ${file} is of another log than this archive has. ${CURE}`,
      )
    if (await this.#withdrawals.areSince(logSize))
      return new ColophonError(
        'withdrawn',
        `Something was withdrawn after the dump ${file} was made, so it is no longer given out. ${CURE}`,
      )
    const found = statSync(join(this.#directory, file), { throwIfNoEntry: false })
    return found?.isFile() && found.size === bytes ? undefined : noDump(file)
  }
}

function noDump(name: string): ColophonError {
  return new ColophonError(
    'not_found',
    `There is no dump ${JSON.stringify(name.slice(0, 80))}. The list of dumps is at /dumps.`,
  )
}
