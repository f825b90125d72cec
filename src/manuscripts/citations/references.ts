import type { Claim } from '../../attribution/claim.ts'
import type { ManuscriptBlock } from '../manuscript-block.ts'
import { partedAtYear } from './parts.ts'

/** The manuscript's own list of what it cites. */
export interface References {
  /** By number, from 1. */
  byNumber: ReadonlyMap<number, Claim>
  /** Whether its entries begin with their numbers in parentheses. */
  isNumbered: boolean
  entries: readonly Claim[]
  /** The blocks that are the list. */
  blocks: ReadonlySet<ManuscriptBlock>
}

const HEADING =
  /^(?:\d+\.? )?(?:references(?: cited)?|works cited|(?:selected )?bibliography|sources(?: cited)?|literature(?: cited)?|literatur(?:verzeichnis|liste)?|quellen(?:verzeichnis)?|bibliographi(?:e|a)|références(?: bibliographiques)?|bibliograf[ií]a|referencias|referências|riferimenti(?: bibliografici)?|literatuur(?:lijst)?|litteratur(?:förteckning|liste)?|källor|参考文献|文献)\.?$/iu
const LONGEST_HEADING = 60
/** Longer ones are no entries. */
const LONGEST = 700
const MOST_ENTRIES = 5000

/** Finds the list of references: what stands under its heading, up to the next. */
export function referencesIn(blocks: readonly ManuscriptBlock[]): References {
  const own = listed(blocks)
  const byNumber = new Map<number, Claim>()
  const entries: Claim[] = []
  let isNumbered = false
  for (const block of own) {
    for (const line of linesOf(block)) {
      const claim = claimOfEntry(line, block.links.at(-1)?.url)
      if (!claim || entries.length === MOST_ENTRIES) continue
      entries.push(claim)
      if (/^\(?\d{1,4}\)/.test(line)) isNumbered = true
      const number = Number(/^[[(]?(\d{1,4})[\]).]/.exec(line)?.[1] ?? entries.length)
      if (!byNumber.has(number)) byNumber.set(number, claim)
    }
  }
  return { byNumber, isNumbered, entries, blocks: own }
}

/** What the entries of a block of the list say. */
export function claimsOfList(block: ManuscriptBlock): Claim[] {
  return linesOf(block).flatMap((line) => claimOfEntry(line) ?? [])
}

function listed(blocks: readonly ManuscriptBlock[]): Set<ManuscriptBlock> {
  const own = new Set<ManuscriptBlock>()
  let isList = false
  for (const block of blocks) {
    const text = block.text.trim()
    if (text.length < LONGEST_HEADING && HEADING.test(text)) isList = true
    else if (block.kind === 'heading') isList = false
    else if (isList && block.note === null) own.add(block)
  }
  return own
}

/** An entry a block; or several, where each line begins with a number. */
function linesOf({ text, lines }: ManuscriptBlock): string[] {
  const starts = lines.filter((at) => at === 0 || /^[[(]\d{1,4}[\])]/.test(text.slice(at, at + 8)))
  return starts.map((at, n) => text.slice(at, starts[n + 1] ?? text.length).trim())
}

const QUOTED = /["\u201c\u201e\u00ab]([^"\u201d\u201c\u00bb]{2,250})["\u201d\u201c\u00bb]/u
const DOI = /\b10\.\d{4,9}\/[^\s"<>]{1,200}[^\s"<>.,;)]/
const URL = /https?:\/\/[^\s"<>]{1,300}[^\s"<>.,;)\]]/

/** What an entry says of its work: author, year, title, DOI or address. */
export function claimOfEntry(entry: string, link?: string): Claim | null {
  if (entry.length > LONGEST) return null
  const said = entry
    .replace(/\s+/g, ' ')
    .replace(/^(?:\[\d{1,4}\]|\(\d{1,4}\)|\d{1,4}[.)]) ?/, '')
    .trim()
  const work = DOI.exec(said)?.[0] ?? URL.exec(said)?.[0] ?? link
  const parted = partedAtYear(said)
  const quoted = QUOTED.exec(said)
  const isAfterNames = parted && (!quoted || parted.before.length < quoted.index)
  const author = authorOf(said, {
    quoted: quoted?.index,
    year: isAfterNames ? parted.before.length : undefined,
  })
  const title = quoted?.[1] ?? (isAfterNames ? titleBehind(parted.behind) : titleBehindNames(said, author))
  const year = isAfterNames
    ? parted.year
    : (said.replace(URL, '').match(/(?<![\p{N}/.-])(?:1\d{3}|20\d\d)(?![\p{N}-])/gu) ?? []).at(-1)
  if (author === '' && !title && !work) return null
  return {
    ...(work && { work }),
    ...(author && { author }),
    ...(title && { title: title.replace(/[.,]$/, '') }),
    ...(year && { year }),
  }
}

/** Up to the year, the quoted title, or the first full stop behind a word. */
function authorOf(
  said: string,
  { quoted, year }: { quoted: number | undefined; year: number | undefined },
): string {
  const stop = /[\p{Ll}\p{Lo}]{2,}\.(?= )/u.exec(said)
  const end = year ?? quoted ?? (stop ? stop.index + stop[0].length : 0)
  const author = said.slice(0, end).replace(/[\s.,:(]+$/u, '')
  return author.length <= 200 ? author : ''
}

/** ", August 11). Breaking the siege of Aleppo. Site." */
function titleBehind(behind: string): string | undefined {
  return /^[^).]{0,30}\)?[.:,]? ?([^.?!]{3,250}[?!]?)(?:[.?!] |$)/u.exec(behind)?.[1]?.trim()
}

function titleBehindNames(said: string, author: string): string | undefined {
  return author === ''
    ? undefined
    : /^[.,: ]{1,3}([^.?!]{3,250})(?:[.?!] |$)/u.exec(said.slice(author.length))?.[1]?.trim()
}
