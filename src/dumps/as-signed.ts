import type { LogReader } from '../archive/signing/log-reader.ts'
import { Damages } from '../fixity/damage.ts'
import { DamagedArchive } from '../fixity/damaged-archive.ts'
import { type PublishedRows, readPublished } from '../fixity/published-version.ts'
import { openCheckpoint } from '../log/checkpoint.ts'
import { LogError } from '../log/errors.ts'
import { parseVerifierKey, printVerifierKey } from '../log/note-key.ts'
import { TreeEdge } from '../log/tree-edge.ts'
import { leafHash } from '../log/tree-hash.ts'
import type { Database } from '../store/sqlite/database.ts'
import { LogRows } from '../store/sqlite/log/log.ts'
import { chooseVersions } from '../store/sqlite/log/publications.ts'
import type { Moment, Tick } from './moment.ts'

/** Entries read at a time. */
const PAGE = 1000

const REFUSED =
  'Nothing was exported: what would be in the dump is not what was signed. The dumps that were there are as they were.'

/** The keys that signed the newest checkpoint, as they are handed out. @throws DamagedArchive when they did not sign it */
export async function signingKeys(log: LogReader): Promise<string[]> {
  try {
    return (await log.keys()).map(printVerifierKey)
  } catch (cause) {
    if (!(cause instanceof LogError)) throw cause
    const damages = new Damages()
    damages.add({ kind: 'bad_signature', table: 'checkpoint', what: `cannot be opened: ${cause.message}` })
    throw new DamagedArchive(REFUSED, damages)
  }
}

/**
 * Whoever fetches a dump can check what the log signs of it: so it is checked here before, with memory that does not
 * grow. The quotes, which prove themselves, and what no reader of a dump relies on, are left to `colophon verify`.
 *
 * @throws DamagedArchive
 */
export function refuseAltered(db: Database, moment: Moment, tick: Tick): void {
  const reading = new SignedReading(db, moment)
  for (const entries of reading.entries()) tick(entries.length)
  for (const no of chooseVersions(db, () => true)) {
    for (const _ of reading.version(no));
    tick(1)
  }
  reading.refuseAltered()
}

/** Reads what is written to a dump, and checks it meanwhile: what is written is thrown away when it is refused at the end. */
export class SignedReading {
  readonly #db: Database
  readonly #moment: Moment
  readonly #damages = new Damages()

  constructor(db: Database, moment: Moment) {
    this.#db = db
    this.#moment = moment
  }

  /** The entries of the log up to the moment, some at a time. */
  entries(): Generator<Buffer[]> {
    return this.#damages.examineEach({ table: 'log_entry' }, this.#entries())
  }

  /** The rows of a version that is published and not withdrawn, some at a time. */
  version(no: number): Generator<PublishedRows> {
    const rows = readPublished(this.#db, no, this.#damages)
    return this.#damages.examineEach({ table: 'version', key: String(no) }, rows)
  }

  /** To be called when all was read. @throws DamagedArchive when something of it is not as it was signed */
  refuseAltered(): void {
    if (this.#damages.count > 0) throw new DamagedArchive(REFUSED, this.#damages)
  }

  /** They make the root that was signed. */
  *#entries(): Generator<Buffer[]> {
    const { size, checkpoint, publicKeys } = this.#moment
    const { root } = openCheckpoint(checkpoint, publicKeys.map(parseVerifierKey))
    const log = new LogRows(this.#db)
    let edge = TreeEdge.empty
    while (edge.size < size) {
      const entries = log.entries(edge.size, Math.min(PAGE, size - edge.size))
      if (entries.length === 0) break
      edge = edge.extend(entries.map(leafHash))
      yield entries
    }
    this.#damages.expect(edge.root().equals(root), {
      table: 'log_entry',
      what: `make another root than was signed for ${size} of them`,
    })
  }
}
