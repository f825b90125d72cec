import type { CslItem } from './csl/item.ts'
import { createEngine, type Engine } from './engine/engine.ts'
import { EngineCache } from './engine/engine-cache.ts'
import { createListEngine, type ListEngine } from './engine/list-engine.ts'
import { stripForSingleItem } from './engine/strip.ts'
import type { FormattedList, Formatter, ListTask, Pieces, PiecesTask } from './formatter.ts'
import { formatCites, formatEntry } from './pieces/pieces.ts'
import { prepareItem } from './prepare/prepare.ts'
import type { Style } from './styles/style.ts'
import type { StyleRegistry } from './styles/style-registry.ts'

/** How many engines are kept: those for single items take about 5 MB each, those for lists up to 50 MB. */
export interface LocalFormatterOptions {
  engines?: number
  listEngines?: number
}

/** Formats in this thread: for the command, for tests and in the threads of formatterThreads. */
export class LocalFormatter implements Formatter {
  readonly #styles: StyleRegistry
  readonly #engines: EngineCache<Engine>
  readonly #listEngines: EngineCache<ListEngine>

  constructor(styles: StyleRegistry, { engines = 12, listEngines = 4 }: LocalFormatterOptions = {}) {
    this.#styles = styles
    const localeXml = styles.locales.xml
    this.#engines = new EngineCache(engines, async (style, locale) =>
      createEngine({ styleXml: stripForSingleItem(style.xml()), locale, localeXml }),
    )
    this.#listEngines = new EngineCache(listEngines, async (style, locale) =>
      createListEngine({ styleXml: style.xml(), locale, localeXml }),
    )
  }

  async pieces({ style: id, locale, item, kind, wanted }: PiecesTask): Promise<Partial<Pieces>> {
    const style = this.#styles.find(id)
    const prepared = this.#prepare(item, style, locale)
    return this.#engines.use(style, locale, (engine) => ({
      ...(wanted.entry && { entry: formatEntry(engine, prepared) }),
      ...(wanted.cites && { cites: formatCites(engine, prepared, kind) }),
    }))
  }

  async list({ style: id, locale, items, cites }: ListTask): Promise<FormattedList> {
    const style = this.#styles.find(id)
    const prepared = items.map((item) => this.#prepare(item, style, locale))
    return this.#listEngines.use(style, locale, (engine) => engine.format({ items: prepared, cites }))
  }

  async close(): Promise<void> {}

  #prepare(item: CslItem, { independent, linksDois }: Style, locale: string): CslItem {
    const { locales } = this.#styles
    const words = { noDate: locales.noDate(locale), eras: locales.eras(locale) }
    return prepareItem(item, independent, { ...words, linksDois })
  }
}
