import { dateRange } from '../../../loading/metadata/date-range.ts'
import type { Metadata } from '../../../loading/metadata/metadata.ts'
import { printName } from '../../../loading/metadata/print-name.ts'
import { searchFold } from '../../../text/search-fold.ts'

/** The columns by which works are listed. */
export function metadataFilters({ title, authors, language, issued }: Metadata) {
  const { from, until } = issued?.edtf ? dateRange(issued.edtf) : { from: null, until: null }
  return {
    title,
    title_folded: searchFold(title),
    authors_folded: authors.map((name) => searchFold(printName(name))).join(' ; '),
    language,
    issued_from: from,
    issued_until: until,
  }
}
