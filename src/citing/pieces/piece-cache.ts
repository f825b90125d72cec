import { LRUCache } from 'lru-cache'
import type { CslItem } from '../csl/item.ts'
import type { Formatter, Pieces } from '../formatter.ts'
import type { Style } from '../styles/style.ts'
import { kindName, type LocatorKind } from './locator.ts'
import type { PieceKeys, PieceStore } from './piece-store.ts'
import type { CitePieces, EntryPieces } from './pieces.ts'

/** What is wanted of an item; `revision` identifies its content in memory. */
interface WantedPieces {
  item: CslItem
  revision: string
  style: Style
  locale: string
  kind: LocatorKind
}

/** Pieces that memory already has. */
interface InMemory {
  entry: EntryPieces | undefined
  cites: CitePieces | undefined
}

/** `most` entries and as many cites are kept in memory, of about 2 kB each. */
export interface PieceCacheOptions {
  formatter: Formatter
  keys: PieceKeys
  store: PieceStore | undefined
  most: number
}

/** Formatted pieces out of memory, else out of the store, else fresh from the formatter. */
export class PieceCache {
  readonly #formatter: Formatter
  readonly #keys: PieceKeys
  readonly #store: PieceStore | undefined
  readonly #entries: LRUCache<string, EntryPieces>
  readonly #cites: LRUCache<string, CitePieces>
  readonly #underway = new Map<string, Promise<Pieces>>()

  constructor({ formatter, keys, store, most }: PieceCacheOptions) {
    this.#formatter = formatter
    this.#keys = keys
    this.#store = store
    this.#entries = new LRUCache({ max: most })
    this.#cites = new LRUCache({ max: most })
  }

  /** Requests for the same that come at once are formatted once. */
  async pieces(wanted: WantedPieces): Promise<Pieces> {
    const entryKey = JSON.stringify([wanted.revision, wanted.style.independent, wanted.locale])
    const citesKey = `${kindName(wanted.kind)} ${entryKey}`
    const entry = this.#entries.get(entryKey)
    const cites = this.#cites.get(citesKey)
    if (entry && cites) return { entry, cites }
    const underway = this.#underway.get(citesKey)
    if (underway) return underway
    const made = this.#make(wanted, { entry, cites }).then((pieces) => {
      this.#entries.set(entryKey, pieces.entry)
      this.#cites.set(citesKey, pieces.cites)
      return pieces
    })
    this.#underway.set(citesKey, made)
    return made.finally(() => this.#underway.delete(citesKey))
  }

  async #make(wanted: WantedPieces, inMemory: InMemory): Promise<Pieces> {
    const store = this.#store
    if (!store) return this.#format(wanted, inMemory)
    const { item, style, locale, kind } = wanted
    const entryKey = this.#keys.key(item, style, { locale, piece: 'entry' })
    const citesKey = this.#keys.key(item, style, { locale, piece: kind })
    const entry = inMemory.entry ?? ((await store.get(entryKey)) as EntryPieces | undefined)
    const cites = inMemory.cites ?? ((await store.get(citesKey)) as CitePieces | undefined)
    const pieces = await this.#format(wanted, { entry, cites })
    if (!entry) store.put(entryKey, pieces.entry)
    if (!cites) store.put(citesKey, pieces.cites)
    return pieces
  }

  /** Formats what is not there. */
  async #format({ item, style, locale, kind }: WantedPieces, { entry, cites }: InMemory): Promise<Pieces> {
    if (entry && cites) return { entry, cites }
    const wanted = { entry: !entry, cites: !cites }
    const fresh = await this.#formatter.pieces({ style: style.id, locale, item, kind, wanted })
    return { entry, cites, ...fresh } as Pieces
  }
}
