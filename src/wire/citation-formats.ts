import type { CitationOptions } from '../citing/cited.ts'
import type { Citation, Citer } from '../citing/citer.ts'
import { EXPORT_FORMATS } from '../citing/exports/index.ts'
import type { Body } from './body.ts'
import { type Citable, citationRequest, exportedRecord } from './cited.ts'
import type { ExportType } from './media-types.ts'
import type { Urls } from './urls.ts'

/** What formatting needs. */
interface Formatting {
  citer: Citer
  urls: Urls
}

/**
 * Something cited in a format of EXPORT_FORMATS, under one of its media types. The formats that carry a citation
 * in words get it in the style that was asked for.
 */
export async function exportBody(
  { citer, urls }: Formatting,
  citable: Citable,
  { type, name, options }: { type: ExportType; name: string; options: CitationOptions },
): Promise<Body> {
  const { bibliography } = await citer.cite(citationRequest(urls, citable, options))
  const record = exportedRecord(urls, citable, { ...options, citation: bibliography.text })
  const charset = name.endsWith('json') ? '' : '; charset=utf-8'
  return { type: `${name}${charset}`, body: EXPORT_FORMATS[type].write(record) }
}

/**
 * `text/x-bibliography`: the entry, and below it for a passage the citation in the text, because only that holds
 * the locator. The style and the locale are named as they are, whatever they were called.
 */
export function bibliographyBody({ style, locale, bibliography, inText }: Citation, citable: Citable): Body {
  const lines = citable.passage ? [bibliography.text, inText.text] : [bibliography.text]
  return { type: bibliographyType(style.id, locale), body: lines.filter(Boolean).join('\n') }
}

/** The value of `Content-Type` of a citation in a style. */
export function bibliographyType(style: string, locale: string): string {
  return `text/x-bibliography; charset=utf-8; style=${style}; locale=${locale}`
}
