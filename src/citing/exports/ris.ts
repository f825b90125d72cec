/** RIS (RIS Format Specifications, Research Information Systems): tagged lines that end with CR LF. */

import { asciiAddress, oneLine } from '../../text/one-line.ts'
import type { CslItem } from '../csl/item.ts'
import { issuedEdtf } from './edtf.ts'
import { addressedItem, type ExportRecord, tellingTitle } from './export-record.ts'
import { locatorWords } from './locator-words.ts'
import { nameParts, sortedName } from './name-parts.ts'
import { pageRange } from './page-range.ts'
import { keywordsOf } from './plain-text.ts'
import { remainder } from './remainder.ts'
import { plainText } from './rich-text.ts'
import { risDate, risYear } from './ris-date.ts'
import { keepsType, lostIn, namesIn } from './ris-in-zotero.ts'
import { risType } from './ris-types.ts'

/** Types whose number is the one that readers look for in `SN`. */
const NUMBERED = new Set(['patent', 'report', 'standard'])

type Value = string | null | undefined

/** What has a tag of its own. */
const CARRIED: ReadonlySet<string> = new Set([
  'title-short', 'container-title-short', 'collection-title', 'volume', 'issue', 'number', 'page', 'edition', 'number-of-volumes',
  'publisher', 'publisher-place', 'genre', 'archive_location', 'call-number', 'DOI', 'ISBN', 'ISSN', 'abstract', 'note', 'editor',
  'translator',
]) // biome-ignore format: one list

/**
 * The record of what is cited. The paragraphs stand in `M2`, which Zotero keeps as "Extra", with what RIS has no tag for,
 * and a quote's words in `N1`, as notes. A group's comma stays one, though readers part a name at it: the format has no way
 * to say that it does not, and another sign in its place would be another name, which no search finds. `M1` Zotero takes for the issue
 * of a journal and for the day on which a page was read.
 */
export function ris(record: ExportRecord): string {
  const item = addressedItem(record)
  const { passage } = record
  const [first, last] = pageRange(item.page)
  const type = risType(item.type)
  const has = namesIn(type)
  return lines([
    ['TY', type],
    ['ID', record.key],
    ['AU', nameParts(item.author).map(sortedName)],
    ['ED', has.editor ? nameParts(item.editor).map(sortedName) : null],
    ['A4', has.translator ? nameParts(item.translator).map(sortedName) : null],
    ['TI', plainText(item.title)],
    ['ST', plainText(tellingTitle(record))],
    ...hostTags(item, plainText(item['container-title'])),
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
    ['SN', serialNumbers(item)],
    ['DO', item.DOI],
    ['AB', item.abstract],
    ['KW', keywordsOf(item.keyword)],
    ['UR', item.URL && asciiAddress(item.URL)],
    ['Y2', risDate(item.accessed)],
    ['LA', item.language],
    ['DB', item.archive ?? item.source],
    ['AV', item.archive_location],
    ['CN', item['call-number']],
    ['M2', [locatorWords(passage), ...extra(item, type)]],
    ['N1', [passage?.kind === 'quote' ? passage.exact : null, item.note]],
  ])
}

/** A paper has its conference in `T2` and the proceedings in `C3`; not all readers know `C3`. */
function hostTags(item: CslItem, host: Value): [string, Value][] {
  if (item.type === 'chapter') return [['BT', host]]
  if (item.type !== 'paper-conference') return [['T2', host]]
  return [
    ['T2', plainText(item['event-title']) ?? host],
    ['C3', host],
  ]
}

/** Readers take the first for what the type has: a report's number, a journal's ISSN, a book's ISBN. */
function serialNumbers({ type, number, ISBN, ISSN }: CslItem): Value[] {
  if (NUMBERED.has(type)) return [number, ISBN, ISSN]
  return type.startsWith('article') ? [ISSN, ISBN, number] : [ISBN, ISSN, number]
}

/** What the type has no tag for, or Zotero no field. */
function extra(item: CslItem, type: string): string[] {
  const lost = lostIn(type)
  const carried = new Set([...CARRIED].filter((variable) => !lost.includes(variable)))
  return [...(keepsType(item.type) ? [] : [`Type: ${item.type}`]), ...remainder(item, carried)]
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
