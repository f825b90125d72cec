import { canonicalWords } from '../../text/canonical.ts'
import { CaseFolded } from './case-folded.ts'
import type { Flag } from './match.ts'
import { negationsIn, numbersIn, otherWords } from './meaning.ts'
import { type Hunk, tokenDiff } from './token-diff.ts'
import { joined, type Token, tokens } from './tokens.ts'

const ORDER: readonly Flag[] = ['negation', 'number', 'dehyphenation', 'punctuation', 'wording', 'case']

/** Equal tokens beside a change that are looked at with it: a denial can be several characters long. */
const CONTEXT = 3

/** A word broken by a hyphen at the end of a line, where only a space is left of the line's end. */
const BROKEN_WORD = /[\p{L}\p{M}]{1,40}[-\u2010\u2011\u00ac] [\p{L}\p{M}]{1,40}/gu

/** What one exact text (C1) changes in another, beyond typography: flags in a fixed order. */
export function flagsOf(from: string, to: string): Flag[] {
  const [a, b] = [canonicalWords(from), canonicalWords(to)]
  if (a === b) return []
  const flags = new Set<Flag>()
  const broken = [...from.matchAll(BROKEN_WORD), ...to.matchAll(BROKEN_WORD)].map(([word]) =>
    canonicalWords(word),
  )
  for (const change of changes(tokens(a), tokens(b))) {
    if (mendsWord(change, broken)) flags.add('dehyphenation')
    else for (const flag of flagsOfChange(change)) flags.add(flag)
  }
  return ORDER.filter((flag) => flags.has(flag))
}

/** A run of tokens and what stands in its place, alone and with the equal tokens around. */
interface TokenChange {
  from: Token[]
  to: Token[]
  fromAround: Token[]
  toAround: Token[]
}

function* changes(a: Token[], b: Token[]): Generator<TokenChange> {
  const hunks = tokenDiff(a, b)
  for (const [at, hunk] of hunks.entries()) {
    if (hunk.equal) {
      yield* spaceChanges(a, b, hunk)
      continue
    }
    const before = contextOf(hunks[at - 1])
    const after = contextOf(hunks[at + 1])
    yield {
      from: a.slice(...hunk.from),
      to: b.slice(...hunk.to),
      fromAround: a.slice(hunk.from[0] - before, hunk.from[1] + after),
      toAround: b.slice(hunk.to[0] - before, hunk.to[1] + after),
    }
  }
}

function contextOf(equal: Hunk | undefined): number {
  return equal ? Math.min(CONTEXT, equal.from[1] - equal.from[0]) : 0
}

/** Equal tokens with a space between them in one text only; one such place tells as much as all. */
function* spaceChanges(a: Token[], b: Token[], { from, to }: Hunk): Generator<TokenChange> {
  const at = a.slice(from[0] + 1, from[1]).findIndex((token, n) => token.spaced !== b[to[0] + 1 + n]!.spaced)
  if (at >= 0) yield { from: [], to: [], fromAround: [], toAround: [] }
}

function mendsWord({ from, to }: TokenChange, broken: readonly string[]): boolean {
  const [before, after] = [joined(from), joined(to)]
  return (
    letters(before) === letters(after) && broken.some((word) => before.includes(word) || after.includes(word))
  )
}

function letters(text: string): string {
  return text.replace(/[- \u00ac]/g, '')
}

function flagsOfChange({ from, to, fromAround, toAround }: TokenChange): Flag[] {
  const flags: Flag[] = []
  if (negationsIn(fromAround) !== negationsIn(toAround)) flags.push('negation')
  if (numbersIn(fromAround) !== numbersIn(toAround)) flags.push('number')
  if (signs(from) !== signs(to)) flags.push('punctuation')
  const [before, after] = [otherWords(from), otherWords(to)]
  if (before !== after) flags.push(caseless(before) === caseless(after) ? 'case' : 'wording')
  if (flags.length > 0) return flags
  return joined(from) === joined(to) ? ['punctuation'] : ['case']
}

function caseless(text: string): string {
  return new CaseFolded(text).text
}

function signs(run: readonly Token[]): string {
  return run
    .filter(({ kind }) => kind === 'sign')
    .map(({ text }) => text)
    .join('')
}
