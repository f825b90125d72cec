import type { DraftBlock } from '../draft.ts'
import { endsSentence } from '../repair/sentence-end.ts'

/** Where the words of a note at the foot of a page begin, behind its number; 0 for what is none. */
export function footnoteLead({ kind, text }: DraftBlock): number {
  if (kind !== 'p' || !endsSentence(text)) return 0
  return /^(?:\d{1,3}|\*{1,3}|[†‡])[.)]?\s+(?=\S*\p{L})/u.exec(text)?.[0].length ?? 0
}
