import { citing } from './en/citing.ts'
import { common } from './en/common.ts'
import { diff } from './en/diff.ts'
import { history } from './en/history.ts'
import { lists } from './en/lists.ts'
import { paragraph } from './en/paragraph.ts'
import { problems } from './en/problems.ts'
import { provenance } from './en/provenance.ts'
import { quote } from './en/quote.ts'
import { reading } from './en/reading.ts'
import { search } from './en/search.ts'
import { verifying } from './en/verifying.ts'

/**
 * Every word of the pages that is not of a text. Another language has an object of the same shape.
 */
export const WORDS = {
  citing,
  common,
  diff,
  history,
  lists,
  paragraph,
  problems,
  provenance,
  quote,
  reading,
  search,
  verifying,
}
