/** Highwire Press tags, as Google Scholar's inclusion guidelines and Zotero's "Embedded Metadata" read them. */
import type { CslItem } from '../../citing/csl/item.ts'
import { w3cDate } from '../../citing/exports/edtf.ts'
import { addressedItem, type ExportRecord } from '../../citing/exports/export-record.ts'
import { nameParts, sortedName } from '../../citing/exports/name-parts.ts'
import { pageRange } from '../../citing/exports/page-range.ts'
import { plainText } from '../../citing/exports/rich-text.ts'
import type { Meta } from './meta.ts'

/** The tag for what contains a work of a type. Zotero takes the type from these before any other. */
const CONTAINER: Readonly<Record<string, string>> = {
  'article-journal': 'citation_journal_title',
  chapter: 'citation_inbook_title',
  'paper-conference': 'citation_conference_title',
}

/** The tag for who published it, where that is said by another name. */
const PUBLISHER: Readonly<Record<string, string>> = {
  report: 'citation_technical_report_institution',
  thesis: 'citation_dissertation_institution',
}

/** The tags of what is cited. A passage has those of its work, and its own address. */
export function highwire(record: ExportRecord): Meta[] {
  const item = addressedItem(record)
  const container = CONTAINER[item.type]
  const [first, last] = pageRange(item.page)
  return [
    ['citation_title', plainText(item.title)],
    ...authors(item),
    ['citation_publication_date', w3cDate(item.issued)?.replaceAll('-', '/')],
    ...(container ? [[container, plainText(item['container-title'])] as const] : []),
    [PUBLISHER[item.type] ?? 'citation_publisher', item.publisher],
    ['citation_volume', item.volume],
    ['citation_issue', item.issue],
    ['citation_firstpage', first],
    ['citation_lastpage', last],
    ['citation_doi', item.DOI],
    ['citation_isbn', item.ISBN],
    ['citation_issn', item.ISSN],
    ['citation_keywords', item.keyword?.replaceAll(', ', '; ')],
    ['citation_language', item.language],
    ['citation_public_url', item.URL],
    ['citation_abstract_html_url', record.url],
  ]
}

/**
 * One author whose family name and given name both have several words would be taken for two people. Dublin Core
 * tells him then, which is not split.
 */
function authors({ author }: CslItem): Meta[] {
  const names = nameParts(author).map(sortedName)
  const [family = '', given = ''] = names[0]?.split(/,\s*/) ?? []
  if (names.length === 1 && family.includes(' ') && given.includes(' ')) return []
  return names.map((name) => ['citation_author', name])
}
