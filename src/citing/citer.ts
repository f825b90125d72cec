/** The front door: an item, a style and perhaps a locator in, its citation in every form out. */
import type { CslItem } from './csl/item.ts'
import type { Formatter } from './formatter.ts'
import { LocalFormatter } from './local-formatter.ts'
import { type CitedMany, type CiteManyRequest, citedMany, itemList } from './many.ts'
import { type CitedLocator, isShown, locatorKind } from './pieces/locator.ts'
import { narrative } from './pieces/narrative.ts'
import { PieceCache } from './pieces/piece-cache.ts'
import { PieceKeys, type PieceStore } from './pieces/piece-store.ts'
import { type Formatted, withLocator } from './pieces/pieces.ts'
import type { Style } from './styles/style.ts'
import { bundledStyles, StyleRegistry } from './styles/style-registry.ts'
import { citationWarnings } from './warnings.ts'

/** `revision` identifies the item's content: an item that differs in any field has another one. */
export interface CitationRequest {
  item: CslItem
  revision: string
  style: string
  /** Left out: the style's own locale, else en-US. */
  locale?: string
  locator?: CitedLocator
  /** The in-text form then leaves the author out, for a sentence that has named them. */
  suppressAuthor?: boolean
}

/** A citation in every form. Texts are '' where the style prints nothing, such as APA's entry for a letter. */
export interface Citation {
  style: { id: string; title: string }
  locale: string
  bibliography: Formatted
  inText: Formatted
  narrative: Formatted
  /** The note of a note style, null for every other. */
  note: Formatted | null
  item: CslItem
  warnings: string[]
}

/** `formatter` is by default one in this thread; `pieces` tells how many are kept, of about 2 kB each. */
export interface CiterOptions {
  styles?: StyleRegistry
  formatter?: Formatter
  /** Where pieces outlive the process; by default nowhere. */
  store?: PieceStore
  pieces?: number
}

/** Formats citations. Formatted pieces are kept, the least used are dropped first. */
export class Citer {
  readonly styles: StyleRegistry
  readonly #formatter: Formatter
  readonly #store: PieceStore | undefined
  readonly #cache: PieceCache

  constructor({ styles, formatter, store, pieces = 5000 }: CiterOptions = {}) {
    this.styles = styles ?? new StyleRegistry(bundledStyles())
    this.#formatter = formatter ?? new LocalFormatter(this.styles)
    this.#store = store
    const keys = new PieceKeys(this.styles.locales)
    this.#cache = new PieceCache({ formatter: this.#formatter, keys, store, most: pieces })
  }

  /**
   * Cites an item. Rejects with UnknownStyleError, UnknownLocaleError or
   * what the formatter refuses with; another style is never put in.
   */
  async cite(request: CitationRequest): Promise<Citation> {
    const { item, revision, locator } = request
    const style = this.styles.find(request.style)
    const locale = this.#localeFor(style, request.locale)
    const kind = locatorKind(locator)
    const { entry, cites } = await this.#cache.pieces({ item, revision, style, locale, kind })
    const cite = withLocator(cites.cite, locator)
    const suppressed = withLocator(cites.suppressed, locator)
    return {
      style: { id: style.id, title: style.title },
      locale,
      bibliography: entry.bibliography,
      inText: request.suppressAuthor ? suppressed : cite,
      narrative: narrative(style.category, entry.author, { suppressed, cite }),
      note: style.category === 'note' ? cite : null,
      item,
      warnings: citationWarnings(item, style, { locator, locatorShown: isShown(cites.cite.text, kind) }),
    }
  }

  /**
   * Cites up to 1,000 items together: one bibliography, sorted and told apart as the style says, and the cites of the
   * document. Rejects as `cite` does, and with `invalid_item` or `unknown_item`, whose details have a `pointer`.
   */
  async citeMany(request: CiteManyRequest): Promise<CitedMany> {
    const style = this.styles.find(request.style)
    const locale = this.#localeFor(style, request.locale)
    const formatted = await this.#formatter.list({ style: style.id, locale, ...itemList(request) })
    return citedMany(request, { style, locale, formatted })
  }

  /** Ends what the formatter holds and keeps what the store has in hand: before the archive's writer is closed. */
  async close(): Promise<void> {
    await Promise.all([this.#formatter.close(), this.#store?.close()])
  }

  /** The locale that was asked for, else the style's own. */
  #localeFor({ defaultLocale }: Style, asked: string | undefined): string {
    const { locales } = this.styles
    return asked === undefined ? locales.ofStyle(defaultLocale) : locales.find(asked)
  }
}
