/** What an item prints in a style and locale, in pieces that are kept. '' stands where the style prints nothing. */
import type { CslItem } from '../csl/item.ts'
import type { Engine, Format } from '../engine/engine.ts'
import {
  type CitedLocator,
  type Cut,
  cslLocator,
  cut,
  type LocatorKind,
  splice,
  standInsFor,
} from './locator.ts'

/** One text in both formats. */
export interface Formatted {
  text: string
  html: string
}

/** The forms that no locator changes: the entry, and the author as a sentence names them. */
export interface EntryPieces {
  bibliography: Formatted
  author: Formatted
}

/** The cite with and without its author, cut where the numbers of a locator stand. */
export interface CitePieces {
  cite: Record<Format, Cut>
  suppressed: Record<Format, Cut>
}

/** Formats the forms that no locator changes. */
export function formatEntry(engine: Engine, item: CslItem): EntryPieces {
  return engine.format(item, (loaded) => ({
    bibliography: inBoth((format) => loaded.bibliography(format)),
    author: inBoth((format) => loaded.author(format)),
  }))
}

/** Formats the cite for every locator of one kind. */
export function formatCites(engine: Engine, item: CslItem, kind: LocatorKind): CitePieces {
  const standIns = standInsFor(JSON.stringify(item))
  const { label = 'paragraph' } = kind
  const forms = {
    none: {},
    single: { locator: `${standIns.start}`, label },
    range: cslLocator(standIns),
    exact: { locator: kind.locator ?? '', label },
  }
  return engine.format(item, (loaded) => {
    const cuts = (suppressAuthor: boolean) =>
      inBoth((format) => cut(loaded.cite({ ...forms[kind.form], suppressAuthor }, format), standIns))
    return { cite: cuts(false), suppressed: cuts(true) }
  })
}

/** A cite with its locator in place. */
export function withLocator(
  { text, html }: Record<Format, Cut>,
  locator: CitedLocator | undefined,
): Formatted {
  return { text: splice(text, locator), html: splice(html, locator) }
}

function inBoth<T>(write: (format: Format) => T): Record<Format, T> {
  return { text: write('text'), html: write('html') }
}
