/** What a manuscript cites beside a quotation, by which its source can be found first. */
import type { Span } from '../loading/draft.ts'
import { lastWhere } from '../text/last-where.ts'
import type { ManuscriptBlock } from './manuscript-block.ts'

/** As many are of use. */
const MOST_HINTS = 8

/** Words in brackets right behind a quotation: `[@key, para. 3]`, `(Al Shami 2016, para. 3)`. */
const BRACKET = /^[^\p{L}\p{N}\s()[\]]{0,4}\s?(?:\[[^[\]]{1,300}\]|\([^()]{1,300}\))/u
const NO_WORDS = /^[^\p{L}\p{N}]{0,8}/u
const LONGEST = 320

/** Keys of citations as pandoc sets them, and the ids of works, paragraphs and quotes. */
const KEY =
  /@\{?([\p{L}\p{N}_](?:[\p{L}\p{N}_:.#$%&+?<>~/-]{0,198}[\p{L}\p{N}_/])?)|\b([0-9a-z]{16}(?:\.[0-9a-z]{24}(?:\.\d{1,6})?)?)\b/gu

/** The addresses and keys with an inline quotation: of a link around it, or of what stands behind its closing mark. */
export function hintsAfter(block: ManuscriptBlock, quotation: Span, behind: number): string[] {
  const rest = block.text.slice(behind, behind + LONGEST)
  const bracket = BRACKET.exec(rest)?.[0]
  const next = behind + (bracket ?? NO_WORDS.exec(rest)![0]).length
  const limit = next < block.text.length ? block.source({ start: next, end: next + 1 }).start : block.span.end
  const { links } = block
  const before = lastWhere(links.length, (at) => links[at]!.label.start <= quotation.start)
  const around = links[before]
  const hints = around && around.label.end >= quotation.end ? [around.url] : []
  for (let at = before + 1; at < links.length && links[at]!.label.start <= limit; at++) {
    if (links[at]!.label.start >= quotation.end) hints.push(links[at]!.url)
    if (hints.length === MOST_HINTS) break
  }
  return [...hints, ...keysIn(bracket ?? '')].slice(0, MOST_HINTS)
}

/** The addresses and keys of a block quotation: of its links, the last first, and of the citation under it. */
export function hintsOfBlocks(blocks: readonly ManuscriptBlock[], citation: string): string[] {
  const addresses = blocks.flatMap(({ links }) => links.map(({ url }) => url)).reverse()
  return [...addresses.slice(0, MOST_HINTS), ...keysIn(citation)].slice(0, MOST_HINTS)
}

function keysIn(citation: string): string[] {
  return Array.from(citation.matchAll(KEY), ([, key, id]) => (key ?? id)!)
}
