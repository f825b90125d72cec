/** BibTeX (btxdoc, 8 February 1988), with the fields `url`, `urldate`, `doi` and others that styles added since. */
import type { CslItem } from '../csl/item.ts'
import { bibtexDate, bibtexDateRemark } from './bibtex-date.ts'
import { addressedItem, type ExportRecord, tellingTitle } from './export-record.ts'
import { texEntry } from './tex-entry.ts'
import {
  annotationField,
  CARRIED,
  locationFields,
  noteField,
  numberField,
  numberFields,
  subjectFields,
} from './tex-fields.ts'
import { type HostFields, hosts } from './tex-hosts.ts'
import { texLanguage } from './tex-languages.ts'
import { texNamesField } from './tex-names.ts'
import { texField, texRichField, texTitleField } from './tex-text.ts'

/** The entry type of a CSL item type; every other type is `misc`. */
const ENTRY_TYPES: Readonly<Record<string, string>> = {
  'article-journal': 'article',
  'article-magazine': 'article',
  'article-newspaper': 'article',
  book: 'book',
  chapter: 'incollection',
  classic: 'book',
  collection: 'book',
  entry: 'incollection',
  'entry-dictionary': 'incollection',
  'entry-encyclopedia': 'incollection',
  manuscript: 'unpublished',
  pamphlet: 'booklet',
  'paper-conference': 'inproceedings',
  report: 'techreport',
  review: 'article',
  'review-book': 'article',
  thesis: 'phdthesis',
}

/** Where an entry type prints container and publisher; the others use `howpublished`. */
const HOSTS: Readonly<Record<string, HostFields>> = {
  article: { container: 'journal', publisher: 'publisher' },
  book: { publisher: 'publisher' },
  incollection: { container: 'booktitle', publisher: 'publisher' },
  inproceedings: { container: 'booktitle', publisher: 'publisher' },
  mastersthesis: { publisher: 'school' },
  phdthesis: { publisher: 'school' },
  techreport: { publisher: 'institution' },
}

/** The entry of what is cited. */
export function bibtex(record: ExportRecord): string {
  const item = addressedItem(record)
  const type = entryType(item)
  const { number, held } = numberField(item, type === 'article')
  const { fields, remark } = hosts(item, HOSTS[type] ?? { publisher: 'howpublished' })
  return texEntry(type, record.key, {
    author: texNamesField(item.author),
    editor: texNamesField(item.editor),
    translator: texNamesField(item.translator),
    title: texTitleField(item.title),
    shorttitle: texTitleField(tellingTitle(record)),
    ...fields,
    series: texRichField(item['collection-title']),
    type: texField(item.genre),
    number,
    ...numberFields(item),
    chapter: texField(item['chapter-number']),
    address: texField(item['publisher-place']),
    ...bibtexDate(item.issued),
    ...locationFields(item),
    language: texField(texLanguage(item.language) ?? item.language),
    note: noteField(record, remark, bibtexDateRemark(record)),
    ...subjectFields(item),
    annote: annotationField(record, new Set([...CARRIED.filter((field) => field !== 'number'), held])),
  })
}

function entryType({ type, genre = '' }: CslItem): string {
  if (type === 'thesis' && /\bmaster|\bM\.?(?:A|Sc|Phil)\b/i.test(genre)) return 'mastersthesis'
  return ENTRY_TYPES[type] ?? 'misc'
}
