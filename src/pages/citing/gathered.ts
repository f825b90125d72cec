import type { CitationOptions } from '../../citing/cited.ts'
import type { Citation, Citer } from '../../citing/citer.ts'
import { EXPORT_FORMATS } from '../../citing/exports/index.ts'
import { type Citable, citationRequest, exportedRecord } from '../../wire/cited.ts'
import type { ExportType } from '../../wire/media-types.ts'
import type { Urls } from '../../wire/urls.ts'

/** Styles that are shown without being asked for. */
const SHOWN = ['apa', 'modern-language-association', 'chicago-author-date', 'harvard-cite-them-right']
const FILES = [
  'application/x-bibtex',
  'application/x-research-info-systems',
  'application/vnd.citationstyles.csl+json',
] as const

/** Something in several citation styles, and as files for tools. */
export interface Citations {
  citable: Citable
  citations: Citation[]
  /** The style that was asked for. */
  chosen: string | undefined
  files: { type: ExportType; text: string }[]
}

/** Cites something in the usual styles, or in the one that was asked for. */
export async function gatherCitations(
  { citer, urls }: { citer: Citer; urls: Urls },
  citable: Citable,
  { style, locale, source }: Partial<CitationOptions> = {},
): Promise<Citations> {
  const styles = style === undefined ? SHOWN : [citer.styles.find(style).id]
  const cite = (style: string) => citer.cite(citationRequest(urls, citable, { style, locale, source }))
  const citations = await Promise.all(styles.map(cite))
  const record = exportedRecord(urls, citable, { source, citation: citations[0]!.bibliography.text })
  return {
    citable,
    citations,
    chosen: style === undefined ? undefined : styles[0],
    files: FILES.map((type) => ({ type, text: EXPORT_FORMATS[type].write(record) })),
  }
}
