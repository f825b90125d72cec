/** BibLaTeX (biblatex manual 3.19, 2.1 "Entry types" and 2.2 "Entry fields"): dates are EDTF, languages are named. */
import type { CslItem } from '../csl/item.ts'
import { biblatexType } from './biblatex-types.ts'
import { dateWords } from './calendar.ts'
import { edtfDate, issuedEdtf } from './edtf.ts'
import { addressedItem, type ExportRecord, tellingTitle } from './export-record.ts'
import { type TexFields, texEntry } from './tex-entry.ts'
import {
  annotationField,
  CARRIED,
  locationFields,
  noteField,
  numberField,
  numberFields,
  subjectFields,
} from './tex-fields.ts'
import { hosts } from './tex-hosts.ts'
import { texLanguage } from './tex-languages.ts'
import { texNamesField } from './tex-names.ts'
import { texField, texListField, texRichField, texTitleField, verbatimField } from './tex-text.ts'

/** BibLaTeX has fields for more than BibTeX. */
const CARRIED_TOO = [
  ...CARRIED.filter((field) => field !== 'number'),
  'number-of-volumes', 'number-of-pages', 'version', 'PMID', 'container-author', 'original-title', 'original-date', 'event-title',
  'event-place', 'event-date',
] // biome-ignore format: one list

/** The entry of what is cited. */
export function biblatex(record: ExportRecord): string {
  const item = addressedItem(record)
  const { entry, subtype, hostFields } = biblatexType(item)
  const { number, held } = numberField(item, entry === 'article')
  const { fields, remark } = hosts(item, hostFields)
  const carried = hostFields.publisher ? CARRIED_TOO : CARRIED_TOO.filter((field) => field !== 'publisher')
  return texEntry(entry, record.key, {
    author: texNamesField(item.author),
    editor: texNamesField(item.editor),
    translator: texNamesField(item.translator),
    bookauthor: texNamesField(item['container-author']),
    title: texTitleField(item.title),
    shorttitle: texTitleField(tellingTitle(record)),
    origtitle: texTitleField(item['original-title']),
    ...fields,
    entrysubtype: texField(subtype),
    number,
    ...seriesFields(item),
    ...numberFields(item),
    chapter: texField(item['chapter-number']),
    eventtitle: texRichField(item['event-title']),
    venue: texField(item['event-place']),
    location: texListField(item['publisher-place']),
    eventdate: verbatimField(edtfDate(item['event-date'])),
    ...dateFields(record),
    origdate: verbatimField(edtfDate(item['original-date'])),
    ...locationFields(item),
    ...languageFields(item.language),
    note: noteField(record, remark),
    ...subjectFields(item),
    annotation: annotationField(record, new Set([...carried, held])),
  })
}

function seriesFields(item: CslItem): TexFields {
  return {
    series: texRichField(item['collection-title']),
    type: texField(item.genre),
    volumes: texField(item['number-of-volumes']),
    pagetotal: texField(item['number-of-pages']),
    version: texField(item.version),
    eprint: verbatimField(item.PMID ?? null),
    eprinttype: item.PMID ? '{pubmed}' : null,
  }
}

/** A `year` that is no number is printed as it stands (2.3.8). */
function dateFields(record: ExportRecord): TexFields {
  const edtf = issuedEdtf(record)
  if (edtf === null) return { year: texField(dateWords(record.item.issued)) }
  return { date: verbatimField(edtf.replace('..', '')) }
}

/** `langid` takes only names that babel knows; `language` any text. */
function languageFields(tag: string | undefined): TexFields {
  const langid = texLanguage(tag)
  return langid === null ? { language: texField(tag) } : { langid: texField(langid) }
}
