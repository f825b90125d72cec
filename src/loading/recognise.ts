/** Takes out of a draft what is no text: colophon, furniture, head. */
import type { Draft, DraftBlock, Piece } from './draft.ts'
import type { Fact, Known } from './metadata/facts.ts'
import { foldForComparison } from './metadata/fold.ts'
import { readHead } from './metadata/head.ts'
import type { Lifted } from './reading.ts'
import { findColophon } from './repair/colophon.ts'
import { findFurniture, liftFurniture } from './repair/furniture.ts'
import { headLines } from './repair/head-lines.ts'
import { liftColophon } from './repair/lift-colophon.ts'

/** What was recognised in a draft. */
export interface Recognised {
  /** The blocks of the text, in file order. */
  body: DraftBlock[]
  /** The pieces of everything else. */
  pieces: Piece[]
  facts: Fact[]
  lifted: Lifted[]
  /** Whether the colophon stands before the head: the pages were imposed for printing. */
  colophonFirst: boolean
}

/** Recognises colophon, furniture and head, in this order: each makes the next one certain. */
export function recognise(draft: Draft, known: Known, firstLine: boolean): Recognised {
  const { source } = draft
  const lines = headLines(source, draft.blocks, known)
  const colophon = findColophon(source, draft.blocks, lines)
  const said = liftColophon(source, colophon)
  const colophonBlocks = new Set(colophon.map((part) => part.block))
  const rest = draft.blocks.filter((block) => !colophonBlocks.has(block))
  const furniture = findFurniture(rest, lines)
  const carried = new Set(furniture.map(({ block }) => block))
  const text = rest.filter((block) => !carried.has(block))
  const repeated = { title: factText(said.facts, 'title'), author: factText(said.facts, 'author') }
  const head = readHead({ source, blocks: text, known, repeated, firstLine })
  return {
    body: text.filter((block) => !head.blocks.has(block)),
    pieces: [...said.pieces, ...furniture.flatMap((found) => liftFurniture(source, found)), ...head.pieces],
    facts: [...head.facts, ...said.facts],
    lifted: liftedRuns(
      colophon.map((part) => part.block),
      furniture,
    ),
    colophonFirst: colophon.length > 0 && colophon[0]!.block === draft.blocks[0],
  }
}

function factText(facts: readonly Fact[], name: string): string | undefined {
  const value = facts.find((fact) => fact.field === `colophon.${name}`)?.value
  return typeof value === 'string' ? foldForComparison(value) : undefined
}

function liftedRuns(colophon: readonly DraftBlock[], furniture: ReturnType<typeof findFurniture>): Lifted[] {
  const runs: Lifted[] = furniture.map(({ block, what }) => ({
    what,
    start: block.start,
    end: block.end,
    to: 'furniture',
  }))
  const [first] = colophon
  if (first !== undefined) {
    runs.push({ what: 'colophon', start: first.start, end: colophon.at(-1)!.end, to: 'provenance' })
  }
  return runs.sort((a, b) => a.start - b.start)
}
