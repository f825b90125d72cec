import type { ResolvedQuote } from '../../quoting/quote-resolver.ts'
import type { WorkRecord } from '../../store/works.ts'
import { day } from '../moment.ts'
import { WORDS } from '../words/words.ts'

const SAME: ReadonlySet<string> = new Set(['identical', 'typography', 'moved', 'joined', 'split'])

/** What became of a quote's words in the version in which they were looked for, in a sentence, and whether they stand in it. */
export function quoteStanding(
  work: WorkRecord,
  { standing: { status, version } }: ResolvedQuote,
): { standing: string; stands: boolean } {
  const named =
    version.id === work.version.id ? WORDS.quote.newest : WORDS.quote.version(day(version.createdAt))
  return { standing: WORDS.quote.standing[status](named), stands: SAME.has(status) }
}
