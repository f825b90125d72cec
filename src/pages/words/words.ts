import { citing } from './en/citing.ts'
import { common } from './en/common.ts'
import { diff } from './en/diff.ts'
import { discovery } from './en/discovery.ts'
import { embed } from './en/embed.ts'
import { formats } from './en/formats.ts'
import { front } from './en/front.ts'
import { history } from './en/history.ts'
import { lists } from './en/lists.ts'
import { log } from './en/log.ts'
import { paragraph } from './en/paragraph.ts'
import { problems } from './en/problems.ts'
import { provenance } from './en/provenance.ts'
import { quote } from './en/quote.ts'
import { reading } from './en/reading.ts'
import { search } from './en/search.ts'
import { styles } from './en/styles.ts'
import { verifying } from './en/verifying.ts'

/**
 * Every word of the pages that is not of a text. Another language has an object of the same shape.
 */
export const WORDS = {
  citing,
  common,
  diff,
  discovery,
  embed,
  formats,
  front,
  history,
  lists,
  log,
  paragraph,
  problems,
  provenance,
  quote,
  reading,
  search,
  styles,
  verifying,
}
