/** Lifts a colophon out of the text: its pieces go into provenance fields, its words become facts. */
import { type DraftBlock, type Link, type Piece, type Span, textOf } from '../draft.ts'
import { isBreak, linesOf, sourceSpan } from '../lines.ts'
import { parseDate } from '../metadata/dates.ts'
import type { Fact } from '../metadata/facts.ts'
import { isDomain } from '../metadata/retrieved.ts'
import type { ColophonPart } from './colophon.ts'

/** The lifted pieces and what they say. */
export interface LiftedColophon {
  pieces: Piece[]
  facts: Fact[]
}

/** Lifts the parts of a colophon, in file order. */
export function liftColophon(source: string, parts: readonly ColophonPart[]): LiftedColophon {
  const lifted = parts.map((part) => liftPart(source, part))
  return { pieces: lifted.flatMap(({ pieces }) => pieces), facts: lifted.flatMap(({ facts }) => facts) }
}

function liftPart(source: string, part: ColophonPart): LiftedColophon {
  const { block } = part
  if (part.as === 'head') return liftHead(source, block, part.fields)
  if (part.as === 'retrieved') {
    return {
      pieces: [rawPiece(block, 'colophon.source', 'provenance.retrieved.raw')],
      facts: retrievedFacts(source, part),
    }
  }
  if (part.as === 'site') {
    return {
      pieces: [rawPiece(block, 'colophon.site', 'provenance.archive.raw')],
      facts: siteFacts(source, block),
    }
  }
  return {
    pieces: [rawPiece(block, 'colophon.note', 'provenance.colophon.note')],
    facts: [fact(block, 'colophon.note', block.text, 'colophon')],
  }
}

/** The words as they stand, markup and all: provenance keeps its raw form. */
function rawPiece({ start, end }: DraftBlock, kind: string, field: string): Piece {
  return { start, end, kind, role: 'provenance', op: 'copy', field }
}

function liftHead(source: string, block: DraftBlock, fields: readonly string[]): LiftedColophon {
  const facts: Fact[] = []
  const fieldByPiece = new Map<Piece, string>()
  for (const [index, line] of linesOf(source, block).entries()) {
    const name = fields[index]!
    for (const piece of line.pieces) fieldByPiece.set(piece, name)
    const span = sourceSpan(source, line.pieces, 0, line.text.length)
    facts.push(fact(span, `colophon.${name}`, name === 'date' ? parseDate(line.text) : line.text, 'colophon'))
  }
  return { pieces: block.pieces.map((piece) => liftPiece(source, piece, fieldByPiece.get(piece))), facts }
}

function liftPiece(source: string, piece: Piece, field: string | undefined): Piece {
  if (isBreak(piece)) {
    const { text: _, ...rest } = piece
    return { ...rest, op: 'drop' }
  }
  if (field === undefined || textOf(source, piece) === '') return piece
  return { ...piece, kind: `colophon.${field}`, role: 'provenance', field: `provenance.colophon.${field}` }
}

function retrievedFacts(source: string, part: ColophonPart & { as: 'retrieved' }): Fact[] {
  const { block, note } = part
  const facts = [fact(block, 'retrieved', block.text, 'retrieval-note')]
  if (note.date !== undefined) {
    const span = sourceSpan(source, block.pieces, note.date.start, note.date.end)
    facts.push({
      ...fact(span, 'retrieved.date', note.edtf, 'retrieval-note'),
      certainty: note.edtf === null ? 'unresolved' : 'certain',
    })
  }
  const span =
    note.source === undefined
      ? undefined
      : sourceSpan(source, block.pieces, note.source.start, note.source.end)
  const link =
    block.links.find(
      ({ label }) => span === undefined || (label.start < span.end && label.end > span.start),
    ) ?? block.links[0]
  return [...facts, ...placeFacts(source, 'source', link, span)]
}

function siteFacts(source: string, block: DraftBlock): Fact[] {
  const span = sourceSpan(source, block.pieces, 0, block.text.length)
  return placeFacts(source, 'archive', block.links[0], span)
}

/** Label and address of a named place; a bare domain has no address that one could be sure of. */
function placeFacts(source: string, name: string, link: Link | undefined, span: Span | undefined): Fact[] {
  if (link !== undefined && link.url !== '') {
    const label = source.slice(link.label.start, link.label.end)
    return [
      fact(link.label, `${name}.label`, label, 'link'),
      fact(link.address, `${name}.url`, link.url, 'link'),
    ]
  }
  if (span === undefined) return []
  const text = source.slice(span.start, span.end)
  const label = fact(span, `${name}.label`, text, 'bare name')
  return /^https?:/i.test(text) && isDomain(text)
    ? [label, fact(span, `${name}.url`, text, 'address')]
    : [label]
}

function fact({ start, end }: Span, field: string, value: unknown, rule: string): Fact {
  return { start, end, field, value, certainty: 'certain', rule }
}
