/** One of the two places that know citeproc: a list of items in, its bibliography and its cites out. */
import type { CiteItem, Engine as Processor } from 'citeproc'
import type { FormattedList, ItemList, ListCite } from '../formatter.ts'
import { type AuthorInProse, authorInProse, printed } from './author-in-prose.ts'
import { correctProcessor } from './correct-citeproc.ts'
import { type EngineSettings, entryText, type Format } from './engine.ts'
import { hardenForLists, hardenForSingleItem } from './harden-tables.ts'
import { loadCiteproc } from './load-citeproc.ts'
import { citePositions } from './positions.ts'

/** Formats one list at a time in one style and locale. */
export interface ListEngine {
  /** Everything is synchronous, and nothing of a list is left to the next. */
  format(list: ItemList): FormattedList
}

/** Builds an engine from a whole style. citeproc is loaded at its first use; throws what it throws for a broken style. */
export async function createListEngine({ styleXml, locale, localeXml }: EngineSettings): Promise<ListEngine> {
  const CSL = loadCiteproc()
  let items: ItemList['items'] = []
  const retrieveItem = (id: string) => ({ ...items[indexOf(id)], id, system_id: id })
  const system = { retrieveLocale: localeXml, retrieveItem, embedBibliographyEntry: mark }
  const processor = new CSL.Engine(system, styleXml, locale, true)
  correctProcessor(processor, styleXml)
  const buildSmall = (xml: string) => {
    const small = new CSL.Engine(system, xml, locale, true)
    correctProcessor(small, styleXml)
    hardenForSingleItem(small)
    return small
  }
  const { date_token } = processor.tmp
  /**
   * As citeproc does it itself to begin another document (rebuildProcessorState), but for what it forgets: the second
   * date of a range is printed by `date_token`, which is made with the style.
   */
  const reset = () => {
    processor.registry = new CSL.Registry(processor)
    processor.tmp = Object.assign(new CSL.Engine.Tmp(), { date_token })
    processor.disambiguate = new CSL.Disambiguation(processor)
    hardenForLists(processor)
  }
  return {
    format(list) {
      items = list.items
      reset()
      processor.updateItems(numberingOrder(list).map(idOf))
      const formatted = {
        bibliography: bibliography(processor),
        cites: cites(processor, authorInProse(processor, buildSmall), list.cites),
      }
      items = []
      reset()
      return formatted
    },
  }
}

/** Stands behind an entry in HTML, where citeproc lets a comment be put. */
function mark(id: string): string {
  return `<!--${id}-->`
}

const MARK = /<!--(item\d+)-->\n$/

/** Ids of the caller never reach citeproc, which keeps items in plain objects. */
function idOf(index: number): string {
  return `item${index}`
}

function indexOf(id: string): number {
  return Number(id.slice('item'.length))
}

/** What is cited first has the first number; what is not cited comes last, in the order given. */
function numberingOrder({ items, cites }: ItemList): number[] {
  return [...new Set([...cites.map(({ item }) => item), ...items.keys()])]
}

/** In the style's order. citeproc's own list of ids also has items for which nothing is printed: an entry is marked. */
function bibliography(processor: Processor): FormattedList['bibliography'] {
  const texts = entries(processor, 'text')
  return entries(processor, 'html').flatMap((entry, n) => {
    const [mark = '', id = ''] = MARK.exec(entry) ?? []
    const html = printed(entryText(entry.slice(0, entry.length - mark.length)))
    return id === '' || html === '' ? [] : [{ item: indexOf(id), text: entryText(texts[n] ?? ''), html }]
  })
}

function entries(processor: Processor, format: Format): string[] {
  processor.setOutputFormat(format)
  const made = processor.makeBibliography()
  return made ? made[1] : []
}

function cites(processor: Processor, author: AuthorInProse, list: readonly ListCite[]) {
  const positions = citePositions(list)
  const write = (format: Format) => {
    processor.setOutputFormat(format)
    return list.map((cite, n) => {
      const id = idOf(cite.item)
      if (cite.mode === 'author-only') return author(id, format)
      return printed(processor.makeCitationCluster([{ ...citeItem(cite), id, position: positions[n]! }]))
    })
  }
  const html = write('html')
  return write('text').map((text, n) => ({ text, html: html[n]! }))
}

function citeItem({ locator, label, mode }: ListCite): Omit<CiteItem, 'id'> {
  return {
    ...(locator !== undefined && { locator, label: label ?? 'page' }),
    ...(mode === 'suppress-author' && { 'suppress-author': true }),
  }
}
