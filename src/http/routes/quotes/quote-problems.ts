import type { Quote } from '../../../quoting/quote.ts'
import { placeOf } from '../../../resolving/work.ts'
import type { WorkRecord } from '../../../store/works.ts'
import { canonicalWords } from '../../../text/canonical.ts'
import { codePointLength } from '../../../text/offsets.ts'
import { wordDiff } from '../../../text/word-diff.ts'
import { Problem } from '../../../wire/problems.ts'
import { quoteView } from '../../../wire/quote.ts'
import { LONGEST_QUOTE } from '../../../wire/schemas/quote.ts'
import type { Urls } from '../../../wire/urls.ts'
import type { ClientContext } from '../../route-context.ts'

/** @throws Problem `empty_quote`, `quote_too_long` */
export function assertQuotable(exact: string, name = 'exact'): void {
  if (exact.length > LONGEST_QUOTE && codePointLength(exact) > LONGEST_QUOTE) {
    throw new Problem(
      'quote_too_long',
      `A quote has at most ${LONGEST_QUOTE} code points; this has ${codePointLength(exact)}. Quote a shorter passage, or cite the paragraphs.`,
    )
  }
  if (!/[\p{L}\p{N}]/u.test(canonicalWords(exact))) {
    throw new Problem(
      'empty_quote',
      `There is no letter or digit in "${name}". Send the words that you quote.`,
    )
  }
}

/** The words do not stand in the work, or only in other surroundings (`total` places): says where to look. */
export async function wordsNotFound(
  { quotes, urls }: ClientContext,
  work: WorkRecord,
  { exact, total }: { exact: string; total: number },
): Promise<Problem> {
  if (total > 0) {
    return new Problem(
      'words_not_found',
      'The words stand in the work, but not between this prefix and suffix. Leave them out to see all places.',
      { places: urls.path(`/works/${work.id}/quotes`, { exact }) },
    )
  }
  const found = await (await quotes(work.id)).nearest(placeOf(work), exact)
  const nearest = found && {
    text: found.passage,
    diff: wordDiff(canonicalWords(exact), found.passage),
    paragraph: found.block.paragraph && urls.paragraph(found.block.paragraph),
    number: found.block.number,
  }
  const more = nearest
    ? 'The passage most like them is in "nearest", with what differs.'
    : 'Nothing like them does.'
  return new Problem('words_not_found', `These words do not stand in the work. ${more}`, { nearest })
}

/** The words stand in several places, and were said to stand in one. */
export function ambiguousQuote(urls: Urls, work: WorkRecord, candidates: readonly Quote[]): Problem {
  return new Problem(
    'ambiguous_quote',
    `The words stand in ${candidates[0]!.occurrences} places. Choose one of the candidates, or tell them apart by "prefix" and "suffix".`,
    { candidates: candidates.map((quote) => quoteView(urls, work, quote)) },
  )
}
