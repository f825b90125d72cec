/** Positions as editions print them, such as `12`, `xii`, `1094a18`, `3:16`, and which of them meet. */

/** The numbers and letters of a position, the broadest first. A Roman number comes before all others: front matter does. */
type Position = readonly (number | string)[]

/** Positions from one to another, both included. */
type PositionRange = readonly [from: Position, to: Position]

const DASH = /[-\u2010-\u2015]/
const PART = /\d+|\p{L}+/gu
const ROMAN = /^(?=.)m{0,4}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/
const VALUES: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 }

/**
 * Whether a claimed place and that of a passage have a position in common. A broad one has all that lie in it: `1094a`
 * meets `1094a18`. Undefined where one of the two is not understood.
 */
export function meets(claimed: string, value: string): boolean | undefined {
  const [some, others] = [rangesOf(claimed), rangesOf(value)]
  if (!some || !others) return undefined
  return some.some(([from, to]) =>
    others.some(([start, end]) => order(from, end) <= 0 && order(start, to) <= 0),
  )
}

/** The first and the last position of a value, the last one in full: `131–2` is 131 and 132, `1094a1–18` 1094a1 and 1094a18. */
export function endsOf(value: string): [first: string, last: string] {
  const parts = value.split(DASH).map((part) => part.trim())
  const [first = '', end] = [parts[0], parts.length === 2 ? parts[1] : undefined]
  return end === undefined ? [value.trim(), value.trim()] : [first, inFull(first, end)]
}

function inFull(first: string, end: string): string {
  const digits = /\d{1,20}$/.exec(first)
  if (!digits || !/^\d+$/.test(end)) return end
  if (digits.index > 0) return first.slice(0, digits.index) + end
  return end.length < first.length ? first.slice(0, first.length - end.length) + end : end
}

function rangesOf(value: string): PositionRange[] | null {
  const ranges = value.split(/[,;&]|\b(?:and|und|et)\b/).map((part): PositionRange | null => {
    const plain = part.trim()
    const following = /(?<=\d ?)(ff?)\.?$/.exec(plain)
    const [first, last] = endsOf(plain.slice(0, following?.index)).map(positionOf)
    if (!first?.length || !last?.length) return null
    return [first, following ? after(last, following[1] === 'f' ? 1 : Number.POSITIVE_INFINITY) : last]
  })
  return ranges.every((range) => range !== null) ? ranges : null
}

function after(position: Position, more: number): Position {
  const last = position.at(-1)
  return typeof last === 'number' ? [...position.slice(0, -1), last + more] : position
}

function positionOf(text: string): Position {
  const parts: string[] = text.toLowerCase().match(PART) ?? []
  return parts.flatMap((part, at): Position => {
    if (/^\d/.test(part)) return [Number(part)]
    return at === 0 && ROMAN.test(part) ? [-1, romanNumber(part)] : [part]
  })
}

function romanNumber(text: string): number {
  const values = [...text].map((letter) => VALUES[letter]!)
  return values.reduce((sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value), 0)
}

/** The order of two positions, as far as both of them go. */
function order(a: Position, b: Position): number {
  for (const [at, part] of a.slice(0, b.length).entries()) {
    const other = b[at]!
    if (part === other) continue
    if (typeof part === typeof other) return part < other ? -1 : 1
    return typeof part === 'number' ? -1 : 1
  }
  return 0
}
