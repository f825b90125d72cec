import { canonicalWords } from '../../../text/canonical.ts'
import { simplifiedHan } from '../../../text/han-script.ts'
import { type Hunk, tokenDiff } from '../../../text/token-diff.ts'
import { joined, type Token, tokens } from '../../../text/tokens.ts'
import { CaseFolded } from '../case-folded.ts'
import { FLAGS, type Flag } from '../match.ts'
import { negationsIn, numbersIn, otherWords } from './meaning.ts'
import { isOtherSpelling } from './spelling.ts'

/** Equal tokens beside a change that are looked at with it: a denial can be several characters long. */
const CONTEXT = 3

/** A word broken by hyphens at the ends of lines, where only a space is left of a line's end. */
const BROKEN_WORD = /[\p{L}\p{M}]{1,40}(?:[-\u2010\u2011\u00ac] [\p{L}\p{M}]{1,40})+/gu
const BREAK = /[-\u2010\u2011\u00ac] /g

/** What one exact text (C1) changes in another, beyond typography: flags in a fixed order. */
export function flagsOf(from: string, to: string): Flag[] {
  const [a, b] = [mended(from, to), mended(to, from)]
  const flags = new Set<Flag>(a === from && b === to ? [] : ['dehyphenation'])
  const [inCommas, commasIn] = [grouped(a, b), grouped(b, a)]
  if (inCommas !== a || commasIn !== b) flags.add('punctuation')
  const [quoted, exact] = [tokens(canonicalWords(inCommas)), tokens(canonicalWords(commasIn))]
  const [inOneScript, other] = [quoted.map(simplified), exact.map(simplified)]
  const hunks = tokenDiff(inOneScript, other)
  if (hunks.some((hunk) => hunk.equal && isSetInOther(quoted, exact, hunk))) flags.add('script')
  for (const change of changes(inOneScript, other, hunks))
    for (const flag of flagsOfChange(change)) flags.add(flag)
  return FLAGS.filter((flag) => flags.has(flag))
}

/** A text with its broken words joined that are whole in the other. */
function mended(text: string, other: string): string {
  if (text.search(BROKEN_WORD) < 0) return text
  const whole = new Set(other.match(/[\p{L}\p{M}]+/gu))
  return text.replace(BROKEN_WORD, (broken) => {
    const joined = broken.replace(BREAK, '')
    return whole.has(joined) ? joined : broken
  })
}

/** Digits in groups of three with a space between. */
const SPACED = /(?<![\d.,\u2019'] ?)\d{1,3}(?: \d{3}){1,5}(?![\d.,]?\d| \d)/gu

/** A text whose numbers are parted by commas, as `1,000`, where the other text has them so or in one. */
function grouped(text: string, other: string): string {
  return text.replace(SPACED, (number) => {
    const commas = number.replaceAll(' ', ',')
    return other.includes(commas) || other.includes(number.replaceAll(' ', '')) ? commas : number
  })
}

/** A run of tokens and what stands in its place, alone and with the equal tokens around. */
interface TokenChange {
  from: Token[]
  to: Token[]
  fromAround: Token[]
  toAround: Token[]
}

function simplified(token: Token): Token {
  return { ...token, text: simplifiedHan(token.text) }
}

/** Are some of the tokens that are equal in one script not equal as they stand? */
function isSetInOther(a: readonly Token[], b: readonly Token[], { from, to }: Hunk): boolean {
  return a.slice(...from).some(({ text }, n) => text !== b[to[0] + n]!.text)
}

function* changes(a: Token[], b: Token[], hunks: readonly Hunk[]): Generator<TokenChange> {
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

function flagsOfChange({ from, to, fromAround, toAround }: TokenChange): Flag[] {
  const flags: Flag[] = []
  if (negationsIn(fromAround) !== negationsIn(toAround)) flags.push('negation')
  if (numbersIn(fromAround) !== numbersIn(toAround)) flags.push('number')
  if (signs(from) !== signs(to)) flags.push('punctuation')
  const [before, after] = [otherWords(from), otherWords(to)]
  if (before !== after) flags.push(kindOfWords(before, after))
  if (flags.length > 0) return flags
  const [a, b] = [joined(from), joined(to)]
  return a !== b && caseless(a) === caseless(b) ? ['case'] : ['punctuation']
}

function kindOfWords(before: string, after: string): Flag {
  if (before.replaceAll('ß', 'ss') === after.replaceAll('ß', 'ss')) return 'orthography'
  if (caseless(before) === caseless(after)) return 'case'
  return isOtherSpelling(before, after) ? 'orthography' : 'wording'
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
