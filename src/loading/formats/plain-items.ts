/** Lines of a plain text that are items of a list, or speeches, each behind its sign. */
import { endsSentence, endsWithColon } from '../repair/sentence-end.ts'
import type { Line } from './plain-lines.ts'

/**
 * The lines of a group that begin items: with the same bullet, with dashes behind finished lines, or with numbers that
 * count up. One alone is none: a line may begin with a dash or a number because it was full before it.
 */
export function itemsOf(source: string, group: readonly Line[]): ReadonlySet<Line> {
  const signs = group.map(
    ({ start, end }) => SIGN.exec(source.slice(start, Math.min(end, start + 12)))?.groups,
  )
  const found = new Set<Line>()
  for (const sign of new Set(signs.map((sign) => sign?.['bullet'] ?? sign?.['dash']))) {
    const at = group.flatMap((_, n) => (isSame(signs[n], sign) ? [n] : []))
    const isDash = at.some((n) => signs[n]!['dash'] !== undefined)
    if (at.length < 2 || (isDash && !standApart(source, group, at))) continue
    for (const n of at) found.add(group[n]!)
  }
  for (const n of countingUp(signs.map((sign) => Number(sign?.['number'] ?? Number.NaN))))
    found.add(group[n]!)
  return found
}

const SIGN = /^(?:(?<bullet>[*•‣▪·◦●])|(?<dash>[-–—])|(?<number>\d{1,3})[.)])[ \t]+(?=\S)/u

function isSame(groups: Record<string, string> | undefined, sign: string | undefined): boolean {
  return sign !== undefined && (groups?.['bullet'] ?? groups?.['dash']) === sign
}

/** A dash begins an item where every line of the group has one, or each stands behind a finished sentence or a colon. */
function standApart(source: string, group: readonly Line[], at: readonly number[]): boolean {
  const isBehindEnd = (n: number) => {
    const before = group[n - 1]
    const text = before && source.slice(before.start, before.end)
    return text === undefined || endsSentence(text) || endsWithColon(text)
  }
  return at.every(isBehindEnd) || (at.length === group.length - at[0]! && isBehindEnd(at[0]!))
}

/** The indexes of numbers that count up by one, from 1 or from the first line. */
function countingUp(numbers: readonly number[]): number[] {
  const numbered = numbers.flatMap((number, n) => (Number.isNaN(number) ? [] : [n]))
  const [first] = numbered
  const counts = numbered.every((n, at) => at === 0 || numbers[n] === numbers[numbered[at - 1]!]! + 1)
  const begins = first === 0 || (first !== undefined && numbers[first] === 1)
  return numbered.length > 1 && counts && begins ? numbered : []
}
