import { canonicalExact } from '../../text/canonical.ts'
import { wordDiff } from '../../text/word-diff.ts'
import type { Change } from './match.ts'
import { flagsOf } from './meaning/flags.ts'

/**
 * What differs between one wording and another: word by word, or character by character in scripts without
 * spaces, with flags. Typography is in the diff and has no flag. Bounded in time for any two texts.
 */
export function describeChange(from: string, to: string): Change {
  const [a, b] = [canonicalExact(from), canonicalExact(to)]
  const flags = a === b ? [] : flagsOf(a, b)
  return {
    diff: wordDiff(a, b),
    flags,
    meaningRisk: flags.includes('negation') || flags.includes('number'),
  }
}
