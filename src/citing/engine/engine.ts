/**
 * One of the two places that know citeproc: a style and a locale in, a formatter of single items out.
 * `list-engine.ts` is the other.
 * Everything between loading an item and reading its text is synchronous, so that no state leaks
 * from one request into another.
 */
import type { Engine as Processor } from 'citeproc'
import type { CslItem } from '../csl/item.ts'
import { type AuthorInProse, authorInProse, printed, SUBSEQUENT } from './author-in-prose.ts'
import { correctProcessor } from './correct-citeproc.ts'
import { hardenForSingleItem } from './harden-tables.ts'
import { loadCiteproc } from './load-citeproc.ts'

/** `text` is plain text, `html` the inner HTML of an entry or cite. */
export type Format = 'text' | 'html'

/** A cite of the loaded item. `label` is a CSL locator term, `paragraph` if a locator comes alone. */
interface Cite {
  locator?: string
  label?: string
  suppressAuthor?: boolean
  /** The work has been cited before: note styles print a shortened note. */
  subsequent?: boolean
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

/** Builds an engine. citeproc is loaded at its first use; throws what citeproc throws for a broken style. */
export async function createEngine({ styleXml, locale, localeXml }: EngineSettings): Promise<Engine> {
  const CSL = loadCiteproc()
  let current: CslItem | undefined
  const system = { retrieveLocale: localeXml, retrieveItem: () => ({ ...current, id: ID }) }
  const build = (xml: string) => {
    const processor = new CSL.Engine(system, xml, locale, true)
    correctProcessor(processor, xml)
    hardenForSingleItem(processor)
    return processor
  }
  const processor = build(styleXml)
  const loaded = loadedItem(processor, authorInProse(processor, build))
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

function loadedItem(processor: Processor, author: AuthorInProse): LoadedItem {
  return {
    bibliography(format) {
      processor.setOutputFormat(format)
      const made = processor.makeBibliography()
      return made ? entryText(made[1][0] ?? '') : ''
    },
    cite({ locator, label = 'paragraph', suppressAuthor, subsequent }, format) {
      processor.setOutputFormat(format)
      const pinpoint = locator === undefined ? {} : { locator, label }
      const unnamed = suppressAuthor ? { 'suppress-author': true } : {}
      const position = subsequent ? { position: SUBSEQUENT } : {}
      return printed(processor.makeCitationCluster([{ id: ID, ...pinpoint, ...unnamed, ...position }]))
    },
    author: (format) => author(ID, format),
  }
}

/** An entry without the wrapper that citeproc gives it. */
export function entryText(entry: string): string {
  const inner =
    entry.startsWith(ENTRY_START) && entry.endsWith(ENTRY_END)
      ? entry.slice(ENTRY_START.length, -ENTRY_END.length)
      : entry
  return inner.trim()
}
