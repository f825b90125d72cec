/** Takes out of a draft what is no text: colophon, furniture, head. */
import type { Draft, DraftBlock, Piece, Span } from './draft.ts'
import { headLines } from './head-lines.ts'
import type { Fact, Known } from './metadata/facts.ts'
import { foldForComparison } from './metadata/fold.ts'
import { NO_HEAD, readHead } from './metadata/head.ts'
import { asNote, readNotes, readScripts } from './notes/notes.ts'
import { type Furniture, findFurniture, liftFurniture } from './pages/furniture.ts'
import type { Lifted } from './reading.ts'
import { findColophon } from './repair/colophon.ts'
import { liftColophon } from './repair/lift-colophon.ts'
import { endsSentence } from './repair/sentence-end.ts'

/** What was recognised in a draft. */
export interface Recognised {
  /** The blocks of the text, in file order. */
  body: DraftBlock[]
  /** The pieces of everything else. */
  pieces: Piece[]
  facts: Fact[]
  lifted: Lifted[]
  furniture: readonly Furniture[]
  /** Whether the colophon stands before the head: the pages were imposed for printing. */
  colophonFirst: boolean
}

const NOTHING_OF_PAGES: ReturnType<typeof findFurniture> = { furniture: [], footnotes: new Map() }

/** Recognises notes, colophon, furniture and head, in this order: each makes the next one certain. */
export function recognise(
  draft: Draft,
  known: Known,
  { firstLine, isMarkedUp, isPrinted }: { firstLine: boolean; isMarkedUp: boolean; isPrinted: boolean },
): Recognised {
  const { source } = draft
  const blocks = isMarkedUp ? readScripts(source, draft.blocks) : readNotes(source, draft.blocks)
  const lines = headLines(source, blocks, { known, firstLine })
  const colophon = isPrinted ? findColophon(source, blocks, lines) : []
  const colophonFirst = colophon.length > 0 && colophon[0]!.block === blocks[0]
  const said = liftColophon(source, colophon)
  const colophonBlocks = new Set(colophon.map((part) => part.block))
  const rest = blocks.filter((block) => !colophonBlocks.has(block))
  const { furniture, footnotes } = isPrinted
    ? findFurniture(rest, { source, head: lines, colophonFirst })
    : NOTHING_OF_PAGES
  const carried = new Set(furniture.map(({ block }) => block))
  const text = rest
    .filter((block) => !carried.has(block))
    .map((block) => {
      const lead = footnotes.get(block)
      return lead === undefined ? block : asNote(source, block, { lead })
    })
  const isBeforeText = (block: DraftBlock) => isText(text[text.indexOf(block) + 1])
  const repeated = { title: factText(said.facts, 'title'), author: factText(said.facts, 'author') }
  const head = isMarkedUp
    ? NO_HEAD
    : readHead({ source, blocks: text, known, repeated, firstLine, isBeforeText })
  const body = text.filter((block) => !head.blocks.has(block))
  const lastText = body.findLast(({ kind }) => kind !== 'note')?.start ?? 0
  return {
    body,
    pieces: [...said.pieces, ...furniture.flatMap((found) => liftFurniture(source, found)), ...head.pieces],
    facts: [...head.facts, ...said.facts],
    furniture,
    lifted: liftedRuns(
      colophon.map((part) => part.block),
      furniture,
      body.filter((block) => isAtFoot(block) && block.start < lastText),
    ),
    colophonFirst,
  }
}

/** A note that was told by its mark, not by the markup of its format. */
function isAtFoot({ kind, pieces }: DraftBlock): boolean {
  return kind === 'note' && pieces.some(({ rule }) => rule === 'note-mark')
}

/** A sentence, or more than a line. */
function isText(block: DraftBlock | undefined): boolean {
  return block?.kind === 'p' && (endsSentence(block.text) || block.text.length > 60)
}

function factText(facts: readonly Fact[], name: string): string | undefined {
  const value = facts.find((fact) => fact.field === `colophon.${name}`)?.value
  return typeof value === 'string' ? foldForComparison(value) : undefined
}

function liftedRuns(
  colophon: readonly DraftBlock[],
  furniture: readonly Furniture[],
  notes: readonly DraftBlock[],
): Lifted[] {
  const [first] = colophon
  return [
    ...furniture.map(({ block, what }): Lifted => ({ what, ...placeOf(block), to: 'furniture' })),
    ...notes.map((block): Lifted => ({ what: 'note', ...placeOf(block), to: 'notes' })),
    ...(first === undefined
      ? []
      : [{ what: 'colophon', start: first.start, end: colophon.at(-1)!.end, to: 'provenance' } as const]),
  ].sort((a, b) => a.start - b.start)
}

function placeOf({ start, end }: DraftBlock): Span {
  return { start, end }
}
