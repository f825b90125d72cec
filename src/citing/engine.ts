/**
 * The one place that knows citeproc: a style and a locale in, a formatter of single items out.
 * Everything between loading an item and reading its text is synchronous, so that no state leaks
 * from one request into another.
 */
import type { Engine as Processor } from 'citeproc'
import { authorInProse } from './author-in-prose.ts'
import type { CslItem } from './csl-item.ts'

/** `text` is plain text, `html` the inner HTML of an entry or cite. */
export type Format = 'text' | 'html'

/** A cite of the loaded item. `label` is a CSL locator term, `paragraph` if a locator comes alone. */
interface Cite {
  locator?: string
  label?: string
  suppressAuthor?: boolean
}

/** One item inside an engine. Every answer is '' where the style prints nothing. */
export interface LoadedItem {
  bibliography(format: Format): string
  cite(cite: Cite, format: Format): string
  /** The author as a sentence names it: no parentheses, "and" for "&", a title in its marks. */
  author(format: Format): string
}

/** Formats one item at a time in one style and locale. */
export interface Engine {
  /**
   * Loads the item, hands it to `write`, unloads it. `write` must not keep it. An engine that has thrown
   * may still hold the item: build a new one.
   */
  format<T>(item: CslItem, write: (loaded: LoadedItem) => T): T
}

/** What an engine is built from; `localeXml` must answer every tag, with en-US at the least. */
export interface EngineSettings {
  styleXml: string
  locale: string
  localeXml: (tag: string) => string
}

const ID = 'item'
const ENTRY_START = '  <div class="csl-entry">'
const ENTRY_END = '</div>\n'
/** citeproc's words for a cite without content. */
const NO_PRINTED_FORM = /\[NO_PRINTED_FORM\]|\[CSL STYLE ERROR: reference with no printed form\.\]/

/** Builds an engine. citeproc is imported on first use; throws what citeproc throws for a broken style. */
export async function createEngine({ styleXml, locale, localeXml }: EngineSettings): Promise<Engine> {
  const { default: CSL } = await import('citeproc')
  let current: CslItem | undefined
  const system = { retrieveLocale: localeXml, retrieveItem: () => ({ ...current, id: ID }) }
  const processor = new CSL.Engine(system, styleXml, locale, true)
  hardenTables(processor)
  const loaded = loadedItem(processor)
  return {
    format(item, write) {
      current = item
      processor.updateItems([ID])
      const written = write(loaded)
      processor.updateItems([])
      return written
    },
  }
}

/**
 * citeproc tells items and people apart by tables in plain objects, which a person called "constructor" or a
 * cite that reads "__proto__" breaks. The tables lose their prototype; one item alone needs none for names.
 */
function hardenTables({ registry }: Processor): void {
  registry.namereg.addname = () => {}
  Object.setPrototypeOf(registry.namereg.namereg, null)
  Object.setPrototypeOf(registry.ambigcites, null)
}

function loadedItem(processor: Processor): LoadedItem {
  return {
    bibliography(format) {
      processor.setOutputFormat(format)
      const made = processor.makeBibliography()
      return made ? entryText(made[1][0] ?? '') : ''
    },
    cite({ locator, label = 'paragraph', suppressAuthor }, format) {
      processor.setOutputFormat(format)
      const pinpoint = locator === undefined ? {} : { locator, label }
      const author = suppressAuthor ? { 'suppress-author': true } : {}
      return printed(processor.makeCitationCluster([{ id: ID, ...pinpoint, ...author }]))
    },
    author(format) {
      processor.setOutputFormat(format)
      return printed(
        authorInProse(processor, () => processor.makeCitationCluster([{ id: ID, 'author-only': true }])),
      )
    },
  }
}

/** An entry without the wrapper that citeproc gives it. */
function entryText(entry: string): string {
  const inner =
    entry.startsWith(ENTRY_START) && entry.endsWith(ENTRY_END)
      ? entry.slice(ENTRY_START.length, -ENTRY_END.length)
      : entry
  return inner.trim()
}

function printed(cite: string): string {
  return NO_PRINTED_FORM.test(cite) ? '' : cite
}
