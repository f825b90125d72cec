import type { ManuscriptBlock } from '../manuscript-block.ts'
import type { CitedSource, TextCitation } from './cited-source.ts'

/** What is cited with a quotation, and how that reads. */
export interface CitedBeside {
  sources: CitedSource[]
  /** As it stands in the manuscript; null when nothing is cited. */
  citation: string | null
}

/** An inline quotation: behind its opening mark and before its closing one, in the blocks where it begins and ends. */
export interface QuotationPlace {
  first: ManuscriptBlock
  from: number
  last: ManuscriptBlock
  to: number
}

export type CitationsOfBlocks = ReadonlyMap<ManuscriptBlock, readonly TextCitation[]>

const NOTHING: CitedBeside = { sources: [], citation: null }
/** Characters around a quotation that are looked at. */
const FAR = 600
/** The end of a sentence: behind a word, before a capital letter. */
const SENTENCE_END = /[\p{Ll}\p{N}\p{Lo}_)\]”"»][.!?…](?:["'”’»)\]]{0,2})\s+(?=["'“„«(]?\p{Lu})|[。！？]/u

/**
 * What is cited with an inline quotation: right behind it, else later in its sentence before the next quotation, else in
 * its sentence before it. A place behind it belongs to the source that the sentence names.
 *
 * @param others where the quotations before and behind end and begin, in its blocks
 */
export function citedBeside(
  citations: CitationsOfBlocks,
  { first, from, last, to }: QuotationPlace,
  others: { before: number; behind: number },
): CitedBeside {
  const rest = last.text.slice(to, Math.min(others.behind, to + FAR))
  const length = SENTENCE_END.exec(withoutBrackets(rest))?.index ?? rest.length
  const end = isOver(last.text, to) ? to + 1 : to + length + 2
  const behind = (citations.get(last) ?? []).filter(
    (each) => each.from >= to && each.from <= Math.min(end, others.behind),
  )
  const lead = first.text.slice(Math.max(others.before, from - FAR), from)
  const sentence = lastSentence(lead)
  const start = from - lead.length + sentence
  const isAlone = others.before === 0 || sentence > 0
  const before = (citations.get(first) ?? []).filter(
    (each) =>
      each.to <= from &&
      each.from >= start &&
      (each.form === 'sentence' || isAlone) &&
      each.form !== 'remark' &&
      each.form !== 'place',
  )
  const named = before.at(-1)
  const isNext = (each: TextCitation) => named?.form === 'sentence' && each.form === 'sentence'
  const isLed = length === rest.length && others.behind <= to + FAR
  return together({
    behind: behind.filter((each) => !isNext(each)),
    named: isLed ? named : withOther(named, behind.find(isNext)),
    isNear: (each) => isNear(last.text.slice(to, each.from)),
  })
}

/** "As Smith (1999) put it, “…”, and Jones (2001) agrees": which of the two it is of is unclear, and one is enough. */
function withOther(
  named: TextCitation | undefined,
  other: TextCitation | undefined,
): TextCitation | undefined {
  return named && other ? { ...named, sources: [...named.sources, ...other.sources] } : named
}

/** The source that is cited, and the place that stands apart from it. */
export function together({
  behind,
  named,
  isNear,
}: {
  behind: readonly TextCitation[]
  named: TextCitation | undefined
  isNear: (citation: TextCitation) => boolean
}): CitedBeside {
  const telling = behind.filter(({ form }) => form !== 'remark')
  const source = telling.find(({ form, sources }) => form !== 'place' && sources.length > 0)
  const place = telling.find((each) => each.form === 'place' && isNear(each))
  const chosen = source ?? named
  if (!chosen) return place ? { sources: place.sources, citation: place.text } : NOTHING
  const locator = place?.sources[0]?.claim.locator
  if (!locator || chosen.sources.some(({ claim }) => claim.locator))
    return { sources: chosen.sources, citation: chosen.text }
  const sources = chosen.sources.map(({ claim, sure }) => ({ claim: { ...claim, locator }, sure }))
  return { sources, citation: `${chosen.text} ${place.text}` }
}

/** Whether the sentence ends with the quotation, and another one begins behind it. */
function isOver(text: string, to: number): boolean {
  return (
    /[.!?\u2026]/.test(text[to - 1] ?? '') &&
    /^\P{L}{0,3}\s\p{Lu}/u.test(withoutBrackets(text.slice(to, to + FAR)))
  )
}

/** Nothing but marks between. */
function isNear(between: string): boolean {
  return !/[\p{L}\p{N}]/u.test(between)
}

/** Full stops in brackets end no sentence. */
function withoutBrackets(text: string): string {
  return text.replace(/\([^()]{0,300}\)|\[[^[\]]{0,300}\]/g, (found) => '_'.repeat(found.length))
}

function lastSentence(lead: string): number {
  const shown = withoutBrackets(lead)
  let at = 0
  for (let rest = shown; ; ) {
    const found = SENTENCE_END.exec(rest)
    if (!found) return at
    const end = found.index + found[0].length
    at += end
    rest = rest.slice(end)
  }
}
