/**
 * The colophon: the run of blocks that repeats the head or says when and from where the text was retrieved, and
 * names the site. Wherever it stands, it is no part of the text.
 */
import type { DraftBlock } from '../draft.ts'
import type { HeadLines } from '../head-lines.ts'
import { linesOf } from '../lines.ts'
import { parseDate } from '../metadata/dates.ts'
import { foldForComparison } from '../metadata/fold.ts'
import { saysOrigin } from '../metadata/origin.ts'
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
  | { as: 'origin'; block: DraftBlock }
  | { as: 'note'; block: DraftBlock }

/** Most blocks that a colophon has. */
const MOST_BLOCKS = 8

/** The colophon's parts in file order; empty when there is none. */
export function findColophon(source: string, blocks: readonly DraftBlock[], head: HeadLines): ColophonPart[] {
  const parts = blocks.map((block) => recognise(source, block, head))
  for (let start = 0; start < parts.length; start++) {
    const run = runFrom(blocks, parts, start)
    if (run.length > 0 && isColophon(run)) return run
    start += Math.max(0, run.length - 1)
  }
  return []
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
    (repeats >= 2 && (dated || has('site') || has('origin'))) ||
    (has('origin') && has('site'))
  )
}

function recognise(source: string, block: DraftBlock, head: HeadLines): ColophonPart | undefined {
  if (head.blocks.has(block) || !['p', 'verse', 'heading', 'blockquote', 'li'].includes(block.kind))
    return undefined
  const note = readRetrievalNote(block.text, block.links.length > 0)
  if (note?.source !== undefined) return { as: 'retrieved', block, note }
  if (isSite(block)) return { as: 'site', block }
  if (block.kind !== 'heading' && saysOrigin(block.text)) return { as: 'origin', block }
  return recogniseHead(source, block, head)
}

/** Every line but one repeats the head or is a date, and at least one repeats it. */
function recogniseHead(source: string, block: DraftBlock, head: HeadLines): ColophonPart | undefined {
  if (block.text.length > 640) return undefined
  const lines = linesOf(source, block)
  if (lines.length > 6) return undefined
  const repeats = lines.filter((line) => isRepeat(line.text, head)).length
  if (repeats === 0) return undefined
  const fields = lines.map((line) => fieldOf(line.text, head))
  const unknown = fields.filter((field) => field === 'text').length
  return unknown === 0 || (unknown === 1 && repeats >= 2) ? { as: 'head', block, fields, repeats } : undefined
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
