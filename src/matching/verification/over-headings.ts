import { canonicalExact } from '../../text/canonical.ts'
import type { Utf16Range } from '../../text/folded.ts'
import { wordDiff } from '../../text/word-diff.ts'
import { ReadingText, type Span } from '../reading-text.ts'
import { caseMatches, literalMatches } from './literal.ts'
import type { Match, QuotationEdit } from './match.ts'
import type { Quotation } from './quotation.ts'

/** Characters of some part that must stand in the text before its paragraphs are read without what is between. */
const PART = 24

/**
 * Places where the words run over paragraphs and leave out what stands between them and is none: a heading, a note. The
 * words are the quotation's all the same; what was skipped is told.
 */
export function overHeadingsMatches(text: ReadingText, quotation: Quotation, limit: number): Match[] {
  if (text.blocks.every(({ number }) => number !== null) || !standsPartly(text, quotation.words)) return []
  const paragraphs = paragraphsOf(text)
  const literal = literalMatches(paragraphs, quotation, limit)
  const matches = literal.length > 0 ? literal : caseMatches(paragraphs, quotation, limit)
  return matches.flatMap((match) => {
    const parts = partsIn(text, paragraphs.spans(match.parts[0]!))
    if (parts.length < 2) return []
    const exact = parts.map((part) => text.exact(part)).join(' ')
    const isSame = exact === quotation.text || canonicalExact(exact) === quotation.text
    const edits = parts.slice(1).map(({ start }, at) => skipped(text, { start: parts[at]!.end, end: start }))
    return {
      ...match,
      verdict: match.verdict === 'case' ? 'case' : isSame ? 'identical' : 'typography',
      parts,
      exact,
      diff: wordDiff(quotation.text, exact),
      edits,
    } satisfies Match
  })
}

/** Its beginning, middle or end stands there; a heading may cut one of them. */
function standsPartly(text: ReadingText, words: string): boolean {
  const last = words.length - PART
  return [0, Math.floor(last / 2), last].some(
    (at) => last >= PART && text.folded.words.includes(words.slice(at, at + PART)),
  )
}

const kept = new WeakMap<ReadingText, ReadingText>()

function paragraphsOf(text: ReadingText): ReadingText {
  let paragraphs = kept.get(text)
  if (!paragraphs) {
    paragraphs = new ReadingText(text.blocks.filter(({ number }) => number !== null))
    kept.set(text, paragraphs)
  }
  return paragraphs
}

/** Spans of paragraphs as ranges of the whole text; one range where nothing stands between them. */
function partsIn(text: ReadingText, spans: readonly Span[]): Utf16Range[] {
  const parts: Utf16Range[] = []
  for (const { block, start, end } of spans) {
    const range = text.range({ block, offset: start }, { block, offset: end })!
    const last = parts.at(-1)
    if (last && range.start <= last.end + 1) last.end = range.end
    else parts.push(range)
  }
  return parts
}

function skipped(text: ReadingText, between: Utf16Range): QuotationEdit {
  return { kind: 'skipped', asQuoted: '', source: text.exact(between).trim() }
}
