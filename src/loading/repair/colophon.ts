/**
 * The colophon: the run of blocks that repeats the head or says when and from where the text was retrieved, and
 * names the site. Wherever it stands, it is no part of the text.
 */
import type { DraftBlock } from '../draft.ts'
import type { HeadLines } from '../head-lines.ts'
import { linesOf } from '../lines.ts'
import { parseDate } from '../metadata/dates.ts'
import { foldForComparison } from '../metadata/fold.ts'
import { saysOrigin, saysOriginAlone } from '../metadata/origin.ts'
import { type RetrievalNote, readRetrievalNote } from '../metadata/retrieved.ts'
import { goesOn } from './continuation.ts'
import { endsSentence } from './sentence-end.ts'
import { isSite } from './site.ts'

/** What a line of a colophon repeats. */
export type ColophonField = 'title' | 'author' | 'date' | 'text'

/** A block of a colophon, as what it was recognised. */
export type ColophonPart =
  | { as: 'head'; block: DraftBlock; fields: ColophonField[]; repeats: number }
  | { as: 'retrieved'; block: DraftBlock; note: RetrievalNote }
  | { as: 'site'; block: DraftBlock }
  | { as: 'origin'; block: DraftBlock; alone: boolean }
  | { as: 'note'; block: DraftBlock }

/** Most blocks that a colophon has. */
const MOST_BLOCKS = 8

/** The colophon's parts in file order; empty when there is none. */
export function findColophon(source: string, blocks: readonly DraftBlock[], head: HeadLines): ColophonPart[] {
  const parts = blocks.map((block) => recognise(source, block, head))
  for (let start = 0; start < parts.length; start++) {
    const run = runFrom(blocks, parts, start)
    if (run.length > 0 && (isColophon(run) || endsInOrigins(run, blocks)))
      return [...namesBefore(blocks, start, head), ...run]
    start += Math.max(0, run.length - 1)
  }
  return []
}

/** What libraries, archives and presses call themselves. */
const LIBRARY =
  /(?<!\p{L})(?:(?:digital )?librar(?:y|ies)|archives?|press|distro|bibliothe(?:k|ek)|archiv|verlag|bibliothèque|éditions|biblioteca|archivo|arquivo|archivio|editorial|edizioni|bibliotheek|archief|библиотека|архив|издательство)(?!\p{L})/iu
/** Lines that name whose site it is, at most: a name and a motto. */
const MOST_NAMES = 2

/** The name of the library that a colophon belongs to, in the lines before it: nothing else stands there, or it says so. */
function namesBefore(blocks: readonly DraftBlock[], start: number, head: HeadLines): ColophonPart[] {
  const names: ColophonPart[] = []
  for (let at = start - 1; at >= 0 && names.length < MOST_NAMES; at--) {
    const block = blocks[at]!
    if (block.kind !== 'p' || head.blocks.has(block) || !isNameLine(block)) break
    names.unshift({ as: 'note', block })
  }
  const [first] = names
  const isAlone = first !== undefined && first.block === blocks[0]
  const said = names.findIndex(({ block }) => LIBRARY.test(block.text))
  return isAlone ? names : said < 0 ? [] : names.slice(said)
}

/** The last paragraphs, two at least, say where the text is from or whose it is. */
function endsInOrigins(run: readonly ColophonPart[], blocks: readonly DraftBlock[]): boolean {
  return run.length > 1 && run.every(({ as }) => as === 'origin') && run.at(-1)!.block === blocks.at(-1)
}

/** Lines that say nothing by themselves may stand between parts and behind them. */
function runFrom(
  blocks: readonly DraftBlock[],
  parts: readonly (ColophonPart | undefined)[],
  start: number,
): ColophonPart[] {
  const run: ColophonPart[] = []
  for (let at = start; at < parts.length && run.length < MOST_BLOCKS; at++) {
    const part = parts[at]
    if (part !== undefined) run.push(part)
    else if (run.length > 0 && belongs(blocks, parts, at, run)) run.push({ as: 'note', block: blocks[at]! })
    else break
  }
  return run
}

/** A note before the site; or a short line, such as the name of a library, up to a part, the head or the end. */
function belongs(
  blocks: readonly DraftBlock[],
  parts: readonly (ColophonPart | undefined)[],
  at: number,
  run: readonly ColophonPart[],
): boolean {
  const block = blocks[at]!
  if (block.kind !== 'p') return false
  if (run.at(-1)!.as === 'retrieved' && parts[at + 1]?.as === 'site') return true
  if (!isColophon(run) || !isNameLine(block)) return false
  const next = blocks[at + 1]
  return next === undefined || parts[at + 1] !== undefined || next.kind === 'heading' || goesOn(next.text)
}

function isNameLine({ text }: DraftBlock): boolean {
  return text.length <= 80 && !endsSentence(text) && /^[\p{Lu}\p{N}©]/u.test(text)
}

/** It repeats the head or says where the text is from, and names the site, or a date beside the head. */
function isColophon(run: readonly ColophonPart[]): boolean {
  const repeats = run.reduce((sum, part) => sum + (part.as === 'head' ? part.repeats : 0), 0)
  const dated = run.some((part) => part.as === 'head' && part.fields.includes('date'))
  const has = (as: ColophonPart['as']) => run.some((part) => part.as === as)
  return (
    has('retrieved') ||
    run.some((part) => part.as === 'origin' && part.alone) ||
    (repeats >= 2 && (dated || has('site') || has('origin'))) ||
    (has('origin') && has('site'))
  )
}

function recognise(source: string, block: DraftBlock, head: HeadLines): ColophonPart | undefined {
  if (head.blocks.has(block) || !['p', 'verse', 'heading', 'blockquote', 'li'].includes(block.kind))
    return undefined
  const note = retrievalNote(source, block)
  if (note?.source !== undefined) return { as: 'retrieved', block, note }
  if (isSite(block)) return { as: 'site', block }
  const alone = saysOriginAlone(block.text)
  if (block.kind !== 'heading' && (alone || saysOrigin(block.text))) return { as: 'origin', block, alone }
  return recogniseHead(source, block, head)
}

/** A block that is one, or whose first line is one and whose others say where the text is from. */
function retrievalNote(source: string, block: DraftBlock): RetrievalNote | undefined {
  const hasLink = block.links.length > 0
  const note = readRetrievalNote(block.text, hasLink)
  if (note?.source !== undefined || block.text.length > LONGEST_HEAD) return note
  const [first, ...others] = linesOf(source, block)
  const isFirst = first !== undefined && others.length > 0 && block.text.startsWith(first.text)
  return isFirst && others.every(({ text }) => saysOrigin(text))
    ? readRetrievalNote(first.text, hasLink)
    : undefined
}

/** Longest block that repeats a head, in characters. */
const LONGEST_HEAD = 640

/** Every line but one repeats the head or is a date, and at least one repeats it. */
function recogniseHead(source: string, block: DraftBlock, head: HeadLines): ColophonPart | undefined {
  if (block.text.length > LONGEST_HEAD) return undefined
  const lines = linesOf(source, block)
  if (lines.length > 6) return undefined
  const inOne = lines.length === 1 ? repeatsInOne(lines[0]!.text, head) : 0
  if (inOne >= 2) return { as: 'head', block, fields: ['text'], repeats: inOne }
  const repeats = lines.filter((line) => isRepeat(line.text, head)).length
  if (repeats === 0) return undefined
  const fields = lines.map((line) => fieldOf(line.text, head))
  const unknown = fields.filter((field) => field === 'text').length
  return unknown === 0 || (unknown === 1 && repeats >= 2) ? { as: 'head', block, fields, repeats } : undefined
}

/** `The Mill, Jane Roe, 1901`: how much of the head a line repeats that has nothing else but a date. */
function repeatsInOne(line: string, head: HeadLines): number {
  const parts = line.split(/[,;|•·–—] /).map((part) => part.trim())
  const isKnown = (part: string) => isRepeat(part, head) || parseDate(part) !== null
  return parts.every(isKnown) ? parts.filter((part) => isRepeat(part, head)).length : 0
}

function isRepeat(line: string, head: HeadLines): boolean {
  const folded = foldForComparison(line)
  return folded === head.title || head.others.has(folded)
}

function fieldOf(line: string, head: HeadLines): ColophonField {
  const folded = foldForComparison(line)
  if (folded === head.title) return 'title'
  if (parseDate(line) !== null) return 'date'
  return head.others.has(folded) ? 'author' : 'text'
}
