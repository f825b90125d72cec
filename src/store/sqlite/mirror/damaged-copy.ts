import { sha256 } from '../../../identity/digest.ts'
import { Database } from '../database.ts'
import { PRESENT_WORK_IDS } from '../works/counts.ts'

/** A database that may be damaged in any way: what cannot be read is not there. */
export class DamagedCopy {
  readonly #db: Database | undefined

  constructor(file: string) {
    this.#db = openDamaged(file)
  }

  /** The bytes with this digest, of a record of the log or of a source, when they are whole. */
  bytes(digest: string): Buffer | undefined {
    for (const table of ['blob', 'source']) {
      const [bytes] = this.#read<Buffer>(`SELECT content FROM ${table} WHERE sha256 = ?`, digest)
      if (bytes && sha256(bytes) === digest) return bytes
    }
    return undefined
  }

  /** The notes that may be checkpoints, the newest first. */
  notes(): string[] {
    return this.#read<string>('SELECT note FROM checkpoint ORDER BY size DESC').concat(
      this.#read('SELECT seen FROM mirror_state'),
    )
  }

  /** Ids of the works of which something is not withdrawn. */
  works(): string[] {
    return this.#read(PRESENT_WORK_IDS)
  }

  close(): void {
    this.#db?.close()
  }

  #read<T>(statement: string, ...values: string[]): T[] {
    try {
      return this.#db?.values(statement, ...values) ?? []
    } catch {
      return []
    }
  }
}

function openDamaged(file: string): Database | undefined {
  try {
    return new Database(file, { readonly: true, fileMustExist: true })
  } catch {
    return undefined
  }
}
