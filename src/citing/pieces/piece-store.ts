/** Where formatted pieces outlive the process, and the keys that they are found by. */
import { createRequire } from 'node:module'
import { sha256 } from '../../identity/digest.ts'
import { SOFTWARE_VERSION } from '../../software.ts'
import type { CslItem } from '../csl/item.ts'
import type { Locales } from '../styles/locales.ts'
import type { Style } from '../styles/style.ts'
import { kindName, type LocatorKind } from './locator.ts'
import type { CitePieces, EntryPieces } from './pieces.ts'

/** Keeps pieces. `get` is cheap; what `put` is given may be dropped. */
export interface PieceStore {
  get(key: string): Promise<EntryPieces | CitePieces | undefined>
  put(key: string, pieces: EntryPieces | CitePieces): void
  /** Keeps what it still has in hand; nothing is kept after that. */
  close(): Promise<void>
}

/** To be raised with every change in how items are prepared, styles stripped or pieces cut between two releases. */
const FORMATTER_VERSION = 7

const { version: CITEPROC_VERSION } = createRequire(import.meta.url)('citeproc/package.json') as {
  version: string
}

/** What kept pieces depend on, beside the item: the software, the rules and the words. */
export class PieceKeys {
  readonly #locales: Locales
  readonly #fingerprints = new Map<string, string>()

  constructor(locales: Locales) {
    this.#locales = locales
  }

  /**
   * The key of an item's entry, or of its cites for a kind of locator. The style and the locale stand in it with a
   * digest of their files, which `updated` is a part of: a file that its author forgot to date anew is another too.
   * The item stands in it with its own digest, so that what it was made from need not be told.
   */
  key(
    item: CslItem,
    style: Style,
    { locale, piece }: { locale: string; piece: LocatorKind | 'entry' },
  ): string {
    const { id: _, ...content } = item
    const name = piece === 'entry' ? piece : kindName(piece)
    return JSON.stringify([name, this.#fingerprint(style, locale), sha256(JSON.stringify(content))])
  }

  #fingerprint(style: Style, locale: string): string {
    const name = `${style.independent} ${locale}`
    const known = this.#fingerprints.get(name)
    if (known !== undefined) return known
    const rules = sha256(`${style.xml()}\n${this.#locales.xml(locale)}`).slice(0, 32)
    const versions = [SOFTWARE_VERSION, FORMATTER_VERSION, CITEPROC_VERSION]
    const fingerprint = [...versions, style.independent, style.updated, locale, rules].join(' ')
    this.#fingerprints.set(name, fingerprint)
    return fingerprint
  }
}
