import type { DraftBlock } from '../draft.ts'

/** Whether a block is as printers sign their sheets, at the foot of some pages: `B2`, `Aa 3`, `C*`. */
export function isSignature({ kind, text }: DraftBlock): boolean {
  return kind === 'p' && /^\p{Lu}\p{L}? ?(?:\d{1,2}\*?|\*)$/u.test(text)
}
