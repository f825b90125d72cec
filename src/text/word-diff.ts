import { canonicalExact } from './canonical.ts'
import { tokenDiff } from './token-diff.ts'
import { joined, type Token, tokens } from './tokens.ts'

/** What happens to a run of words. */
export const WORD_EDIT_OPS = ['equal', 'delete', 'insert'] as const

/** A run of words that both texts have, that only the first has, or that only the second has. */
export interface WordEdit {
  op: (typeof WORD_EDIT_OPS)[number]
  text: string
}

/**
 * How one exact text (C1) becomes another, word by word, and character by character in scripts without spaces; its
 * equal and deleted parts make up the first to the character. Bounded in time for any two texts.
 */
export function wordDiff(from: string, to: string): WordEdit[] {
  const [a, b] = [tokens(canonicalExact(from)), tokens(canonicalExact(to))]
  const edits: WordEdit[] = []
  for (const hunk of tokenDiff(a, b)) {
    if (hunk.equal) addEqual(edits, a.slice(...hunk.from), b.slice(...hunk.to))
    else {
      add(edits, 'delete', joined(a.slice(...hunk.from)))
      add(edits, 'insert', joined(b.slice(...hunk.to)))
    }
  }
  return edits
}

/** Equal words can have a space before them in one text only. */
function addEqual(edits: WordEdit[], a: Token[], b: Token[]): void {
  for (const [at, { text, spaced }] of a.entries()) {
    const toSpaced = b[at]!.spaced
    if (spaced !== toSpaced) add(edits, spaced ? 'delete' : 'insert', ' ')
    add(edits, 'equal', spaced && toSpaced ? ` ${text}` : text)
  }
}

function add(edits: WordEdit[], op: WordEdit['op'], text: string): void {
  const last = edits.at(-1)
  if (last?.op === op) last.text += text
  else if (text !== '') edits.push({ op, text })
}
