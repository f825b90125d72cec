/**
 * The colophon: the run of blocks that repeats the head or says when and from where the text was retrieved, and
 * names the site. Wherever it stands, it is no part of the text.
 */
import type { DraftBlock } from '../draft.ts'
import { linesOf } from '../lines.ts'
import { parseDate } from '../metadata/dates.ts'
import { foldForComparison } from '../metadata/fold.ts'
import { isDomain, type RetrievalNote, readRetrievalNote } from '../metadata/retrieved.ts'
import type { HeadLines } from './head-lines.ts'

/** What a line of a colophon repeats. */
export type ColophonField = 'title' | 'author' | 'date' | 'text'

/** A block of a colophon, as what it was recognised. */
export type ColophonPart =
  | { as: 'head'; block: DraftBlock; fields: ColophonField[]; repeats: number }
  | { as: 'retrieved'; block: DraftBlock; note: RetrievalNote }
  | { as: 'site'; block: DraftBlock }
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

/** A note of one block may stand between the retrieval note and the site. */
function runFrom(
  blocks: readonly DraftBlock[],
  parts: readonly (ColophonPart | undefined)[],
  start: number,
): ColophonPart[] {
  const run: ColophonPart[] = []
  for (let at = start; at < parts.length && run.length < MOST_BLOCKS; at++) {
    const part = parts[at]
    if (part !== undefined) run.push(part)
    else if (run.at(-1)?.as === 'retrieved' && parts[at + 1]?.as === 'site' && blocks[at]!.kind === 'p') {
      run.push({ as: 'note', block: blocks[at]! })
    } else break
  }
  return run
}

/** It repeats the head or has a retrieval note, and names the site. */
function isColophon(run: readonly ColophonPart[]): boolean {
  const repeats = run.reduce((sum, part) => sum + (part.as === 'head' ? part.repeats : 0), 0)
  const retrieved = run.some((part) => part.as === 'retrieved')
  const site = run.some((part) => part.as === 'site')
  return retrieved || (repeats >= 2 && site)
}

function recognise(source: string, block: DraftBlock, head: HeadLines): ColophonPart | undefined {
  if (head.blocks.has(block) || !['p', 'verse', 'heading', 'blockquote'].includes(block.kind))
    return undefined
  const note = readRetrievalNote(block.text, block.links.length > 0)
  if (note?.source !== undefined) return { as: 'retrieved', block, note }
  if (isSite(block)) return { as: 'site', block }
  return recogniseHead(source, block, head)
}

/** Nothing but a link or a web address. */
function isSite(block: DraftBlock): boolean {
  if (block.text.length > 200 || block.kind === 'heading') return false
  if (isDomain(block.text)) return true
  const [link, ...others] = block.links
  const labelled = block.pieces.filter((piece) => piece.op !== 'drop')
  return (
    link !== undefined &&
    others.length === 0 &&
    labelled.every((piece) => piece.start >= link.label.start && piece.end <= link.label.end)
  )
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
