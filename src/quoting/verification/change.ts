import { canonicalExact } from '../../text/canonical.ts'
import type { WordEdit } from '../../text/word-diff.ts'
import { flagsOf } from './flags.ts'
import type { Change } from './match.ts'
import { tokenDiff } from './token-diff.ts'
import { joined, type Token, tokens } from './tokens.ts'

/**
 * What differs between one wording and another: word by word, or character by character in scripts without
 * spaces, with flags. Typography is in the diff and has no flag. Bounded in time for any two texts.
 */
export function describeChange(from: string, to: string): Change {
  const [a, b] = [canonicalExact(from), canonicalExact(to)]
  const flags = flagsOf(a, b)
  return {
    diff: wordEdits(a, b),
    flags,
    meaningRisk: flags.includes('negation') || flags.includes('number'),
  }
}

/** How one exact text (C1) becomes another; its equal and deleted parts make up the first to the character. */
export function wordEdits(from: string, to: string): WordEdit[] {
  const [a, b] = [tokens(from), tokens(to)]
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
