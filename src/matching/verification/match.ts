import type { Utf16Range } from '../../text/folded.ts'
import type { WordEdit } from '../../text/word-diff.ts'

/** What a change touches, beyond typography. */
export const FLAGS = [
  'negation',
  'number',
  'dehyphenation',
  'punctuation',
  'orthography',
  'script',
  'wording',
  'case',
] as const
export type Flag = (typeof FLAGS)[number]

/** How a quotation agrees with a passage, from best to least. */
export const MATCH_VERDICTS = ['identical', 'typography', 'case', 'elided', 'altered', 'stitched'] as const
export type MatchVerdict = (typeof MATCH_VERDICTS)[number]

/** What one who quotes may mark as changed; `skipped` is what stands between paragraphs and needs no mark: a heading. */
export const EDIT_KINDS = ['omission', 'case', 'insertion', 'sic', 'skipped'] as const

/** A change that the one who quotes has marked, in brackets or with an ellipsis. */
export interface QuotationEdit {
  kind: (typeof EDIT_KINDS)[number]
  asQuoted: string
  /** The source's words that it stands for; empty when it stands for none. */
  source: string
}

/** A passage that a quotation quotes, with all that differs. */
export interface Match {
  verdict: MatchVerdict
  /** UTF-16 ranges of the reading text: one, or the literal parts of an elided quotation in order. */
  parts: Utf16Range[]
  /** The source's words; the parts of an elided quotation joined by `OMISSION`. */
  exact: string
  /** The quotation as it was given (C1). */
  asQuoted: string
  /** From `asQuoted` to `exact`. */
  diff: WordEdit[]
  edits: QuotationEdit[]
  flags: Flag[]
  /** A negation or a number changed: the passage may say something else. */
  meaningRisk: boolean
}

/** What differs between one wording and another. */
export interface Change {
  diff: WordEdit[]
  flags: Flag[]
  meaningRisk: boolean
}
