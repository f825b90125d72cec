/** What a fault means: bytes that changed, or a log that is not the one that was signed. */
export type DamageKind = 'damaged' | 'bad_signature' | 'fork' | 'rolled_back'

/** Something that is not what it must be, and where it lies. */
export interface Damage {
  kind: DamageKind
  /** A table, or a file outside of the database. */
  table: string
  /** The key of the row, as a person can look for it; null for the table as a whole. */
  key: string | null
  /** Id of the work that it belongs to; null where it belongs to none, or nobody can tell. */
  work: string | null
  /** A sentence without a full stop. */
  what: string
}

/** Most that are told one by one: an archive whose disk is gone would fill the memory with them. */
const MOST_TOLD = 1000

/** Which of several outcomes the command ends with. */
const GRAVEST: readonly DamageKind[] = ['rolled_back', 'fork', 'bad_signature', 'damaged']

/** Gathers what is found. */
export class Damages {
  readonly found: Damage[] = []
  readonly #counts = new Map<DamageKind, number>()

  /** A row, or a table, is not what it must be. */
  add({ kind = 'damaged', key = null, work = null, ...rest }: Partial<Damage> & Place): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1)
    if (this.found.length < MOST_TOLD) this.found.push({ kind, key, work, ...rest })
  }

  /** Adds a fault unless this is true. Its place is made either way: a million of them would crowd the memory. */
  expect(isRight: boolean, place: Partial<Damage> & Place): void {
    if (!isRight) this.add(place)
  }

  /**
   * Runs a check and answers with its result. That it cannot be run to its end is a fault of what it reads: a damaged
   * page, or a value that is none.
   */
  examine<T>(place: Omit<Place, 'what'> & Partial<Damage>, check: () => T): T | undefined {
    try {
      return check()
    } catch (error) {
      this.#addUnreadable(place, error)
      return undefined
    }
  }

  /** The same of a check that hands on what it reads. */
  *examineEach<T>(place: Omit<Place, 'what'> & Partial<Damage>, check: Iterable<T>): Generator<T> {
    try {
      yield* check
    } catch (error) {
      this.#addUnreadable(place, error)
    }
  }

  #addUnreadable(place: Omit<Place, 'what'> & Partial<Damage>, error: unknown): void {
    this.add({ ...place, what: `cannot be read: ${(error as Error).message}` })
  }

  /** How many faults there are, told or not. */
  get count(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0)
  }

  /** The gravest kind that was found; undefined when all is well. */
  get gravest(): DamageKind | undefined {
    return GRAVEST.find((kind) => this.#counts.has(kind))
  }
}

interface Place {
  table: string
  what: string
}
