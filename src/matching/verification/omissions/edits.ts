import { tokens } from '../../../text/tokens.ts'
import { quotableRange } from '../../occurrences.ts'
import type { ReadingText } from '../../reading-text.ts'
import type { Flag, QuotationEdit } from '../match.ts'
import { flagsOf } from '../meaning/flags.ts'
import { negationsIn } from '../meaning/meaning.ts'
import { wordEnd, wordStart } from '../word-edges.ts'
import { affixAt, type Gap, isOtherCase } from './gaps.ts'
import type { Mark } from './marks.ts'

/** So short an omission, without a sentence's end in it, can have taken out the word that denies. */
const WITHIN_SENTENCE = 80
const SENTENCE_END = /[.!?\u3002\uff01\uff1f\u061f\u06d4]/

/** What each mark between two literal parts stands for in the source; `gap` is in the text's words. */
export function editsAt(text: ReadingText, marks: readonly Mark[], gap: Gap): QuotationEdit[] {
  const affix = affixAt(marks, gap) ?? ''
  const open = marks.find(({ kind }) => kind === 'omission') ?? marks.find(({ kind }) => kind === 'insertion')
  return marks.map((mark) => {
    if (mark.kind === 'inWord') {
      const kind = affix !== '' && isOtherCase(mark, affix) ? 'case' : 'insertion'
      return { kind, asQuoted: mark.asQuoted, source: wordAt(gap, mark) }
    }
    return {
      kind: mark.kind,
      asQuoted: mark.asQuoted,
      source: mark === open ? between(text, gap, marks) : '',
    }
  })
}

/** A marked change can change the meaning all the same. */
export function flagsOfEdit({ kind, asQuoted, source }: QuotationEdit): Flag[] {
  if (kind === 'omission') {
    const isShort = source.length <= WITHIN_SENTENCE && !SENTENCE_END.test(source)
    return isShort && negationsIn(tokens(source)) !== '' ? ['negation'] : []
  }
  if (kind !== 'insertion') return []
  return flagsOf(asQuoted.replace(/[[\]]/g, ''), source).filter(
    (flag) => flag === 'negation' || flag === 'number',
  )
}

/** The whole word of the source that a mark stands in. */
function wordAt({ words, start, end }: Gap, { joins }: Mark): string {
  return words.slice(wordStart(words, joins.before ? start : end), wordEnd(words, joins.after ? end : start))
}

/** The source's words in a gap, without what belongs to the words beside it. */
function between(text: ReadingText, { words, start, end }: Gap, marks: readonly Mark[]): string {
  const from = marks[0]!.joins.before ? wordEnd(words, start) : start
  const to = marks.at(-1)!.joins.after ? wordStart(words, end) : end
  const gap = words.slice(from, Math.max(from, to))
  const trimmed = gap.trim()
  if (trimmed === '') return ''
  const at = from + gap.indexOf(trimmed)
  const range = quotableRange(text, { start: at, end: at + trimmed.length })
  return range ? text.exact(range) : trimmed
}
