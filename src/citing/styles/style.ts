/** A CSL style and what its `<info>` says. */
import { xmlText } from './xml-text.ts'

/** How a style cites (CSL 1.0.2, `citation-format`). */
export const STYLE_CATEGORIES = ['author', 'author-date', 'label', 'note', 'numeric', 'unknown'] as const
export type StyleCategory = (typeof STYLE_CATEGORIES)[number]

/** Who a style's file comes from: the CSL project (`package`), Colophon, or the directory that a setting names. */
export const STYLE_SOURCES = ['package', 'colophon', 'directory'] as const
export type StyleSource = (typeof STYLE_SOURCES)[number]

/** A style, ready for use; `xml` reads its file. */
export interface Style {
  id: string
  title: string
  category: StyleCategory
  source: StyleSource
  /** When its authors last changed it, as they wrote it; null when they did not say. */
  updated: string | null
  /** The locale that it is written for, null when any will do. */
  defaultLocale: string | null
  /** The style whose rules it follows: its parent's id if it is a dependent style, else its own. */
  independent: string
  /** Whether it prints a DOI as the address that it leads to. */
  linksDois: boolean
  /** Whether it prints a date that is approximate in another way than one that is certain. */
  tellsCirca: boolean
  xml: () => string
}

/** A style as it is listed. */
export interface ListedStyle extends Pick<Style, 'id' | 'title' | 'category' | 'source' | 'updated'> {
  /** The locale that it is written for, null when any will do. */
  locale: string | null
}

/** Reads a style's description out of its XML. */
export function describeStyle(id: string, source: StyleSource, xml: string): Style {
  const info = /<info>.*?<\/info>/s.exec(xml)?.[0] ?? ''
  const category = /citation-format="([^"]+)"/.exec(info)?.[1] ?? ''
  return {
    id,
    title: xmlText(/<title(?:\s[^>]*)?>([^<]*)<\/title>/.exec(info)?.[1]?.trim() || id),
    category: STYLE_CATEGORIES.find((known) => known === category) ?? 'unknown',
    source,
    updated: /<updated>([^<]*)<\/updated>/.exec(info)?.[1]?.trim() ?? null,
    defaultLocale: /<style\s[^>]*\sdefault-locale="([^"]+)"/.exec(xml)?.[1] ?? null,
    independent: id,
    linksDois: /\sprefix="https?:\/\/(?:dx\.)?doi\.org\/"/.test(xml),
    tellsCirca: xml.includes('is-uncertain-date='),
    xml: () => xml,
  }
}

/** The id of the style that a dependent style takes its rules from (CSL 1.0.2, "Dependent Styles"), null if it has its own. */
export function parentOf(xml: string): string | null {
  const link = /<link\s[^>]*rel="independent-parent"[^>]*>/.exec(xml)?.[0] ?? ''
  return /href="[^"]*\/([^"/]+)"/.exec(link)?.[1]?.toLowerCase() ?? null
}

/** A style as it is listed. */
export function styleEntry({ id, title, category, defaultLocale, source, updated }: Style): ListedStyle {
  return { id, title, category, locale: defaultLocale, source, updated }
}
