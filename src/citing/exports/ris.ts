/** RIS (RIS Format Specifications, Research Information Systems): tagged lines that end with CR LF. */

import { asciiAddress, oneLine } from '../../text/one-line.ts'
import { issuedEdtf } from './edtf.ts'
import { addressedItem, type ExportRecord, tellingTitle } from './export-record.ts'
import { locatorWords } from './locator-words.ts'
import { nameParts, sortedName } from './name-parts.ts'
import { pageRange } from './page-range.ts'
import { keywordsOf } from './plain-text.ts'
import { remainder } from './remainder.ts'
import { plainText } from './rich-text.ts'
import { risDate, risYear } from './ris-date.ts'
import { risType } from './ris-types.ts'

type Value = string | null | undefined

/** What has a tag of its own. */
const CARRIED: ReadonlySet<string> = new Set([
  'title-short', 'container-title-short', 'collection-title', 'volume', 'issue', 'number', 'page', 'edition', 'number-of-volumes',
  'publisher-place', 'genre', 'archive_location', 'call-number', 'DOI', 'ISBN', 'ISSN', 'abstract', 'note', 'editor', 'translator',
]) // biome-ignore format: one list

/**
 * The record of what is cited. The paragraphs stand in `M2`, which Zotero keeps as "Extra", with what RIS has no tag for,
 * and a quote's words in `N1`, as notes. A group's comma stays one, though readers part a name at it: the format has no way
 * to say that it does not, and another sign in its place would be another name, which no search finds. `M1` Zotero takes for the issue of a journal and for the day on which a page was read.
 */
export function ris(record: ExportRecord): string {
  const item = addressedItem(record)
  const { passage } = record
  const [first, last] = pageRange(item.page)
  return lines([
    ['TY', risType(item.type)],
    ['ID', record.key],
    ['AU', nameParts(item.author).map(sortedName)],
    ['ED', nameParts(item.editor).map(sortedName)],
    ['A4', nameParts(item.translator).map(sortedName)],
    ['TI', plainText(item.title)],
    ['ST', plainText(tellingTitle(record))],
    [item.type === 'chapter' ? 'BT' : 'T2', plainText(item['container-title'])],
    ['J2', plainText(item['container-title-short'])],
    ['T3', plainText(item['collection-title'])],
    ['PY', risYear(item.issued)],
    ['DA', risDate(item.issued, issuedEdtf(record)?.endsWith('?'))],
    ['VL', item.volume],
    ['IS', item.issue],
    ['SP', first],
    ['EP', last],
    ['NV', item['number-of-volumes']],
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
    ['CN', item['call-number']],
    ['M2', [locatorWords(passage), ...remainder(item, CARRIED)]],
    ['N1', [passage?.kind === 'quote' ? passage.exact : null, item.note]],
  ])
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
