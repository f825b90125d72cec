/** Lines of a plain text that are items of a list, or speeches, each behind its sign. */
import { endsSentence, endsWithColon } from '../../loading/repair/sentence-end.ts'
import type { Line } from './lines.ts'

const SIGN =
  /^(?:(?<bullet>[*•‣▪·◦●○■□►▸✓⁃])|(?<dash>[-–—])|(?<number>\d{1,3})[.)]|\((?<bracketed>\d{1,3})\))[ \t]+(?=\S)/u

/** What a line begins with, when it may be the sign of an item. */
interface Sign {
  line: Line
  /** The group that it stands in, and its place there. */
  group: number
  at: number
  length: number
  bullet?: string
  number?: number
}

/**
 * The lines that begin items, each with the length of its sign, or 0 where the sign is part of what is said: the dash of a
 * speech. Items have the same bullet, dashes behind finished lines, or numbers that count up. One alone is none: a line
 * may begin with a dash or a number because it was full before it.
 */
export function itemsOf(source: string, groups: readonly Line[][]): ReadonlyMap<Line, number> {
  const found = new Map<Line, number>()
  const signs = groups.map((lines, group) => signsOf(source, lines, group))
  for (const [group, own] of signs.entries())
    for (const run of runsWithin(source, groups[group]!, own)) take(source, groups, run, found)
  for (const run of runsOver(signs, groups)) take(source, groups, run, found)
  const bullets = new Set(
    signs.flat().flatMap(({ line, bullet }) => (found.get(line) && bullet ? bullet : [])),
  )
  for (const [first] of signs)
    if (first?.at === 0 && bullets.has(first.bullet ?? '') && !isDash(first.bullet!))
      found.set(first.line, first.length)
  return found
}

function signsOf(source: string, lines: readonly Line[], group: number): Sign[] {
  return lines.flatMap((line, at): Sign[] => {
    const match = SIGN.exec(source.slice(line.start, Math.min(line.end, line.start + 16)))
    if (match === null) return []
    const { bullet, dash, number, bracketed } = match.groups!
    const digits = number ?? bracketed
    return [
      {
        ...{ line, group, at, length: match[0].length },
        ...(digits === undefined ? { bullet: bullet ?? dash! } : { number: Number(digits) }),
      },
    ]
  })
}

/** The runs of items between which no blank line stands. */
function runsWithin(source: string, lines: readonly Line[], signs: readonly Sign[]): Sign[][] {
  const bullets = new Set(signs.flatMap(({ bullet }) => bullet ?? []))
  const runs = [...bullets].flatMap((bullet) => {
    const run = signs.filter((sign) => sign.bullet === bullet)
    return run.length > 1 && (!isDash(bullet) || standApart(source, lines, run)) ? [run] : []
  })
  const numbered = signs.filter(({ number }) => number !== undefined)
  const [first] = numbered
  const begins = first !== undefined && (first.at === 0 || first.number === 1)
  return numbered.length > 1 && begins && countUp(numbered) ? [...runs, numbered] : runs
}

/** A dash begins an item where every line of the group has one, or each stands behind a finished sentence or a colon. */
function standApart(source: string, lines: readonly Line[], run: readonly Sign[]): boolean {
  const isBehindEnd = ({ at }: Sign) => {
    const before = lines[at - 1]
    const text = before && source.slice(before.start, before.end)
    return text === undefined || endsSentence(text) || endsWithColon(text) || /[;,]$/.test(text)
  }
  const [first] = run
  return run.every(isBehindEnd) || (run.length === lines.length - first!.at && isBehindEnd(first!))
}

function countUp(run: readonly Sign[]): boolean {
  return run.every(({ number }, at) => at === 0 || number === run[at - 1]!.number! + 1)
}

/** Groups that stand between two items of a list at most: a page ended there. */
const MOST_BETWEEN = 3
/** Lines of what a page has there. */
const MOST_LINES = 2

/** The runs of items that begin one group after another; what a page ends with may stand between. */
function runsOver(signs: readonly (readonly Sign[])[], groups: readonly Line[][]): Sign[][] {
  const runs: Sign[][] = []
  let run: Sign[] = []
  let between = 0
  for (const [group, own] of signs.entries()) {
    const [first] = own
    const last = run.at(-1)
    const leads = first?.at === 0
    if (leads && last !== undefined && goesOn(last, first, between)) run.push(...own.filter(sameAs(first)))
    else if (leads && (first.number ?? 1) === 1) {
      runs.push(run)
      run = own.filter(sameAs(first))
    } else if (last !== undefined && groups[group]!.length <= MOST_LINES && between < MOST_BETWEEN) {
      between++
      continue
    } else {
      runs.push(run)
      run = []
    }
    between = 0
  }
  runs.push(run)
  return runs.filter((each) => each.length > 1 && (each[0]!.number === undefined || countUp(each)))
}

/** A number goes on over what stands between; a bullet only where nothing does. */
function goesOn(last: Sign, next: Sign, between: number): boolean {
  if (last.number !== undefined) return next.number === last.number + 1
  return next.bullet === last.bullet && between === 0
}

function sameAs(first: Sign): (sign: Sign) => boolean {
  return ({ bullet, number }) =>
    bullet === first.bullet && (number === undefined) === (first.number === undefined)
}

function isDash(bullet: string): boolean {
  return /^[-–—]$/.test(bullet)
}

function take(
  source: string,
  groups: readonly Line[][],
  run: readonly Sign[],
  found: Map<Line, number>,
): void {
  const isSpoken = run[0]!.bullet !== undefined && isDash(run[0]!.bullet) && areSpeeches(source, groups, run)
  for (const { line, length } of run) found.set(line, isSpoken ? 0 : length)
}

/**
 * Speeches end as sentences do, and the dash of one is said with it; long dashes introduce nothing else. Items of a list
 * end in a comma or in nothing, or stand behind a colon.
 */
function areSpeeches(source: string, groups: readonly Line[][], run: readonly Sign[]): boolean {
  const ends = run.map(({ group }, index) => {
    const next = run[index + 1]
    const lines = groups[group]!
    const last = next?.group === group ? lines[next.at - 1]! : lines.at(-1)!
    return source.slice(last.start, last.end)
  })
  if (!ends.every(endsSentence)) return false
  return run[0]!.bullet !== '-' || ends.some((end) => /[?!]["'”»’]*$/.test(end))
}
