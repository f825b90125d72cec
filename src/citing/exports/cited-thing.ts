import type { PassageLocator } from '../../numbering/numbering.ts'
import type { CslItem } from '../csl/item.ts'
import type { Locator } from '../pieces/locator.ts'

/** A paragraph or a quote. `exact` holds its words; a quote outside all counted paragraphs has no locator. */
export interface Passage {
  kind: 'paragraph' | 'quote'
  id: string
  exact: string
  locator?: Locator | undefined
  /** Where it stands in a second numbering, when it is cited by that. */
  place?: PassageLocator | undefined
}

/** What is cited, before it has a citation key. */
export interface CitedThing {
  /** The work's item. Its `URL`, `accessed` and `archive` say which copy is cited. */
  item: CslItem
  /** When the work was published, as EDTF, where that says more than the item's date can. */
  issued?: string | null | undefined
  /** The permanent address of what is cited: of the work, or of the passage. */
  url: string
  /** `sharesKey`: a work before it in the archive's log has had its citation key. */
  work: { id: string; title: string; url: string; sharesKey?: boolean }
  passage?: Passage | undefined
  /** The licence's address or name. */
  license?: string | null | undefined
  /** The citation in words, for the formats that carry one beside the fields. */
  citation?: string | undefined
}
