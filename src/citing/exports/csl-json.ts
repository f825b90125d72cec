/** CSL-JSON 1.0.2 (csl-data.json of the CSL schema): an array with one item. */
import { withWholeNames } from '../csl/whole-names.ts'
import { addressedItem, type ExportRecord } from './export-record.ts'
import { locatorWords } from './locator-words.ts'
import { joined } from './plain-text.ts'

/**
 * The item, under its citation key, by which pandoc cites it. The schema keeps a locator's label for citations,
 * so the paragraphs stand in `note`; a quote's words stand in `annote`, which styles do not print.
 */
export function cslJson(record: ExportRecord): string {
  const { key, passage } = record
  const note = joined([record.item.note, locatorWords(passage)], '. ')
  const item = {
    ...withWholeNames(addressedItem(record)),
    id: key,
    ...(note !== null && { note }),
    ...(passage?.kind === 'quote' && { annote: passage.exact }),
  }
  return `${JSON.stringify([item], null, 2)}\n`
}
