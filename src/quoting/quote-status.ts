import type { ReadingText, Span } from '../matching/reading-text.ts'

/**
 * What became of a quote in a version. The words are the same in the first five: to the letter,
 * but for typography, in another paragraph, in fewer paragraphs or in more.
 */
export const QUOTE_STATUSES = [
  'identical',
  'typography',
  'moved',
  'joined',
  'split',
  'altered',
  'ambiguous',
  'gone',
] as const
export type QuoteStatus = (typeof QUOTE_STATUSES)[number]

/** Words and where they stand. */
export interface RecordedWords {
  exact: string
  spans: readonly Span[]
}

/** The paragraphs of an older version of which a paragraph of a newer one carries the text, itself among them. */
export type CarriedFrom = (paragraph: string) => ReadonlySet<string>

/** A version to look at, and how its paragraphs come from those of the version where the words stood. */
export interface NewerVersion {
  text: ReadingText
  carriedFrom: CarriedFrom
}

/** The status of words that stand in a version still, with typography folded. */
export function statusOfSameWords(
  { text, carriedFrom }: NewerVersion,
  before: RecordedWords,
  now: RecordedWords,
): QuoteStatus {
  const from = paragraphsOf(before)
  const to = paragraphsOf(now)
  if (to.length !== from.length) return to.length < from.length ? 'joined' : 'split'
  const index = to.findIndex((paragraph, at) => paragraph !== from[at])
  if (index < 0) return before.exact === now.exact ? 'identical' : 'typography'
  const home = from[index]!
  if (!(to[index] && home && carriedFrom(to[index]).has(home))) return 'moved'
  return text.blocks.some((block) => block.paragraph === home) ? 'split' : 'joined'
}

/** The paragraphs over which words run; null for a block that is not counted. */
export function paragraphsOf({ spans }: RecordedWords): (string | null)[] {
  return [...new Set(spans.map((span) => span.block))].map(
    (block) => spans.find((span) => span.block === block)!.paragraph,
  )
}
