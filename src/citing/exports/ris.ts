/** RIS (RIS Format Specifications, Research Information Systems): tagged lines that end with CR LF. */

import { asciiAddress, oneLine } from '../../text/one-line.ts'
import { issuedEdtf } from './edtf.ts'
import { addressedItem, type ExportRecord, tellingTitle } from './export-record.ts'
import { locatorWords } from './locator-words.ts'
import { type NameParts, nameParts, sortedName } from './name-parts.ts'
import { pageRange } from './page-range.ts'
import { keywordsOf } from './plain-text.ts'
import { plainText } from './rich-text.ts'
import { risDate, risYear } from './ris-date.ts'
import { risType } from './ris-types.ts'

type Value = string | null | undefined

/**
 * The record of what is cited. The paragraphs stand in `M2`, which Zotero keeps as "Extra", and a quote's words in `N1`,
 * as notes. `M1` Zotero takes for the issue of a journal and for the day on which a page was read.
 */
export function ris(record: ExportRecord): string {
  const item = addressedItem(record)
  const { passage } = record
  const [first, last] = pageRange(item.page)
  return lines([
    ['TY', risType(item.type)],
    ['ID', record.key],
    ['AU', nameParts(item.author).map(risName)],
    ['ED', nameParts(item.editor).map(risName)],
    ['A4', nameParts(item.translator).map(risName)],
    ['TI', plainText(item.title)],
    ['ST', plainText(tellingTitle(record))],
    [item.type === 'chapter' ? 'BT' : 'T2', plainText(item['container-title'])],
    ['T3', plainText(item['collection-title'])],
    ['PY', risYear(item.issued)],
    ['DA', risDate(item.issued, issuedEdtf(record)?.endsWith('?'))],
    ['VL', item.volume],
    ['IS', item.issue],
    ['SP', first],
    ['EP', last],
    ['ET', item.edition],
    ['PB', item.publisher],
    ['CY', item['publisher-place']],
    ['M3', item.genre],
    ['SN', [item.ISBN, item.ISSN, item.number]],
    ['DO', item.DOI],
    ['AB', item.abstract],
    ['KW', keywordsOf(item.keyword)],
    ['UR', item.URL && asciiAddress(item.URL)],
    ['Y2', risDate(item.accessed)],
    ['LA', item.language],
    ['DB', item.archive ?? item.source],
    ['AV', item.archive_location],
    ['M2', locatorWords(passage)],
    ['N1', [passage?.kind === 'quote' ? passage.exact : null, item.note]],
  ])
}

/**
 * Every reader parts a name at its commas, and the format has no way to say that a group's comma is none of these: the
 * sign that looks like it, U+201A, stays in the name. `&` is a letter like any other.
 */
function risName(parts: NameParts): string {
  return parts.literal === undefined ? sortedName(parts) : parts.literal.replaceAll(',', '\u201a')
}

/** A value is one line: a line break in it would let it end the record and begin another. */
function lines(tags: readonly (readonly [string, Value | Value[]])[]): string {
  const written = tags.flatMap(([tag, values]) =>
    [values]
      .flat()
      .map((value) => oneLine(value ?? ''))
      .filter((value) => value !== '')
      .map((value) => `${tag}  - ${value}\r\n`),
  )
  return `${written.join('')}ER  - \r\n`
}
