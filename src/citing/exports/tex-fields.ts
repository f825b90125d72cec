/** The fields that BibTeX and BibLaTeX entries have in common. */

import { asciiAddress, oneLine } from '../../text/one-line.ts'
import type { CslItem } from '../csl/item.ts'
import { edtfDate } from './edtf.ts'
import type { ExportRecord } from './export-record.ts'
import { locatorWords } from './locator-words.ts'
import { joined } from './plain-text.ts'
import { remainder } from './remainder.ts'
import type { TexFields } from './tex-entry.ts'
import { texField, texRichField, verbatimField } from './tex-text.ts'

/** Numbers and names of identifiers. Pages are a range with an en dash, as TeX writes it. */
export function numberFields(item: CslItem): TexFields {
  return {
    volume: texField(item.volume),
    pages: texField(item.page?.replace(/(\d)\s*[-–]\s*(?=\w)/g, '$1--')),
    edition: texField(item.edition),
    isbn: texField(item.ISBN),
    issn: texField(item.ISSN),
    doi: verbatimField(item.DOI === undefined ? null : asciiIdentifier(item.DOI)),
  }
}

/** What it is about, for databases: styles do not print it. */
export function subjectFields(item: CslItem): TexFields {
  return { abstract: texField(item.abstract), keywords: texField(item.keyword) }
}

/** Where it is found: the address, when that was visited, and the archive that keeps it. */
export function locationFields(item: CslItem): TexFields {
  return {
    url: verbatimField(item.URL === undefined ? null : asciiAddress(item.URL)),
    urldate: verbatimField(edtfDate(item.accessed)),
    library: texField(joined([item.archive ?? item.source, item.archive_location], ', ')),
  }
}

/** What is printed at the end: remarks of the item and of the format, then the paragraphs cited. */
export function noteField(
  { item, passage }: ExportRecord,
  ...remarks: (string | null | undefined)[]
): string | null {
  return texRichField(joined([item.note, ...remarks, locatorWords(passage)], '. ') ?? undefined)
}

/**
 * The words of a quote and, in brackets, what the entry has no field for: for the field that keeps annotations and that
 * styles do not print.
 */
export function annotationField(
  { item, passage }: ExportRecord,
  carried: ReadonlySet<string>,
): string | null {
  const rest = remainder(item, carried, ', ').join('; ')
  return texField(joined([passage?.kind === 'quote' ? passage.exact : null, rest && `[${rest}]`], ' '))
}

/** What an entry of either format has fields for, whatever its type. */
export const CARRIED = [
  'title-short', 'collection-title', 'volume', 'number', 'page', 'chapter-number', 'edition', 'publisher', 'publisher-place', 'genre',
  'archive_location', 'DOI', 'ISBN', 'ISSN', 'abstract', 'note', 'editor', 'translator',
] as const // biome-ignore format: one list

/** Of issue, number and number in a series the field `number` holds the first that the entry has. */
export function numberField(item: CslItem, isArticle: boolean): { number: string | null; held: string } {
  const [first, second] = isArticle
    ? (['issue', 'number'] as const)
    : (['number', 'collection-number'] as const)
  const held = item[first] === undefined ? second : first
  return { number: texField(item[held]), held }
}

/** An identifier without spaces, and with braces and backslashes percent-encoded; `<` and `>` occur in DOIs. */
function asciiIdentifier(identifier: string): string {
  return oneLine(identifier).replace(/[\s\\{}]/g, encodeURIComponent)
}
