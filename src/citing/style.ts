/** A CSL style and what its `<info>` says. */
import { xmlText } from './xml-text.ts'

/** How a style cites (CSL 1.0.2, `citation-format`). */
export type StyleCategory = 'author' | 'author-date' | 'label' | 'note' | 'numeric' | 'unknown'

/** A style as it is listed; `xml` reads its file. */
export interface Style {
  id: string
  title: string
  category: StyleCategory
  /** Where the file comes from, such as `colophon` or `@citation-js/plugin-csl`. */
  source: string
  /** When its authors last changed it, as they wrote it; null when they did not say. */
  updated: string | null
  /** The locale that it is written for, null when any will do. */
  defaultLocale: string | null
  xml: () => string
}

const CATEGORIES: ReadonlySet<string> = new Set(['author', 'author-date', 'label', 'note', 'numeric'])

/** Reads a style's description out of its XML. */
export function describeStyle(id: string, source: string, xml: string): Style {
  const info = /<info>.*?<\/info>/s.exec(xml)?.[0] ?? ''
  const category = /citation-format="([^"]+)"/.exec(info)?.[1] ?? ''
  return {
    id,
    title: xmlText(/<title>([^<]*)<\/title>/.exec(info)?.[1]?.trim() ?? id),
    category: CATEGORIES.has(category) ? (category as StyleCategory) : 'unknown',
    source,
    updated: /<updated>([^<]*)<\/updated>/.exec(info)?.[1]?.trim() ?? null,
    defaultLocale: /<style\s[^>]*\sdefault-locale="([^"]+)"/.exec(xml)?.[1] ?? null,
    xml: () => xml,
  }
}
