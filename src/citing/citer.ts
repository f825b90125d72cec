/** The front door: an item, a style and perhaps a locator in, its citation in every form out. */
import { LRUCache } from 'lru-cache'
import { ColophonError } from '../errors.ts'
import type { CslItem } from './csl-item.ts'
import { createEngine, type Engine } from './engine.ts'
import { FALLBACK_LOCALE } from './locales.ts'
import { type Locator, type LocatorKind, locatorKind } from './locator.ts'
import { narrative } from './narrative.ts'
import {
  type CitePieces,
  type EntryPieces,
  type Formatted,
  formatCites,
  formatEntry,
  withLocator,
} from './pieces.ts'
import { prepareItem } from './prepare/prepare.ts'
import { stripForSingleItem } from './strip.ts'
import type { Style } from './style.ts'
import { bundledStyles, StyleRegistry } from './styles.ts'
import { citationWarnings } from './warnings.ts'

/** `revision` identifies the item's content: an item that differs in any field has another one. */
export interface CitationRequest {
  item: CslItem
  revision: string
  style: string
  /** Left out: the style's own locale, else en-US. */
  locale?: string
  locator?: Locator
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

/** How much is kept: engines take about 5 MB each, the pieces of an item in a style about 2 kB. */
export interface CiterOptions {
  styles?: StyleRegistry
  engines?: number
  pieces?: number
}

interface Pieces {
  entry: EntryPieces
  cites: CitePieces
}

/** Formats citations. Engines and formatted pieces are kept, the least used are dropped first. */
export class Citer {
  readonly styles: StyleRegistry
  readonly #engines: LRUCache<string, Promise<Engine>>
  readonly #entries: LRUCache<string, EntryPieces>
  readonly #cites: LRUCache<string, CitePieces>

  constructor({ styles, engines = 12, pieces = 5000 }: CiterOptions = {}) {
    this.styles = styles ?? new StyleRegistry(bundledStyles())
    this.#engines = new LRUCache({ max: engines })
    this.#entries = new LRUCache({ max: pieces })
    this.#cites = new LRUCache({ max: pieces })
  }

  /** Cites an item. Rejects with UnknownStyleError or UnknownLocaleError; another style is never put in. */
  async cite(request: CitationRequest): Promise<Citation> {
    const { item, locator } = request
    const style = this.styles.find(request.style)
    const locale = this.#localeFor(style, request.locale)
    const { entry, cites } = await this.#pieces(request, style, locale)
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
      warnings: citationWarnings(item, style, { locator, locatorShown: cites.cite.text.includes(0) }),
    }
  }

  /** The kept pieces, or new ones. Nothing is awaited once the engine is there. */
  async #pieces({ item, revision, locator }: CitationRequest, style: Style, locale: string): Promise<Pieces> {
    const kind = locatorKind(locator)
    const keys = piecesKeys(revision, style, { locale, kind })
    const kept = this.#kept(keys)
    if (kept.entry && kept.cites) return { entry: kept.entry, cites: kept.cites }
    const engine = await this.#engine(style, locale)
    // Another request for the item may have been first while the engine was built.
    const { entry, cites } = this.#kept(keys)
    const prepared = prepareItem(item, style.independent, { noDate: this.styles.locales.noDate(locale) })
    try {
      const pieces = {
        entry: entry ?? formatEntry(engine, prepared),
        cites: cites ?? formatCites(engine, prepared, kind),
      }
      this.#entries.set(keys.entry, pieces.entry)
      this.#cites.set(keys.cites, pieces.cites)
      return pieces
    } catch (error) {
      this.#engines.delete(engineKey(style, locale))
      throw unusable(style, error as Error)
    }
  }

  #kept(keys: { entry: string; cites: string }): Partial<Pieces> {
    const entry = this.#entries.get(keys.entry)
    const cites = this.#cites.get(keys.cites)
    return { ...(entry && { entry }), ...(cites && { cites }) }
  }

  /** The locale that was asked for, else the style's own where there is a file for it, else en-US. */
  #localeFor({ defaultLocale }: Style, asked: string | undefined): string {
    const { locales } = this.styles
    if (asked !== undefined) return locales.find(asked)
    return defaultLocale !== null && locales.tags().includes(defaultLocale) ? defaultLocale : FALLBACK_LOCALE
  }

  /** Two requests for a new style share one build; a failed build is not kept. */
  #engine(style: Style, locale: string): Promise<Engine> {
    const key = engineKey(style, locale)
    const kept = this.#engines.get(key)
    if (kept) return kept
    const engine = createEngine({
      styleXml: stripForSingleItem(style.xml()),
      locale,
      localeXml: this.styles.locales.xml,
    }).catch((error: Error) => {
      throw unusable(style, error)
    })
    this.#engines.set(key, engine)
    engine.catch(() => this.#engines.delete(key))
    return engine
  }
}

function piecesKeys(
  revision: string,
  style: Style,
  { locale, kind }: { locale: string; kind: LocatorKind },
): { entry: string; cites: string } {
  const entry = JSON.stringify([revision, style.independent, locale])
  return { entry, cites: `${kind} ${entry}` }
}

function engineKey(style: Style, locale: string): string {
  return `${style.independent} ${locale}`
}

/** A file that passes for a style may still be none to the processor. */
function unusable(style: Style, { message }: Error): ColophonError {
  return new ColophonError('unusable_style', `The style ${style.id} cannot be used: ${message}`, {
    style: style.id,
  })
}
