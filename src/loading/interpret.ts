/** From a draft to a document: recognise what is no text, find the reading order, repair, assemble, say what is known. */
import { assemble } from './assemble.ts'
import { decideLines } from './decisions/decided-lines.ts'
import { PlacedDecisions } from './decisions/placed-decisions.ts'
import { byteOffsets } from './decode.ts'
import type { LoadedDocument, LoadRequest } from './document.ts'
import type { Draft, DraftBlock } from './draft.ts'
import { EmptyText } from './errors.ts'
import type { FormatTraits } from './format-traits.ts'
import { ligatureWarnings } from './ligatures.ts'
import { describe, knownBefore } from './metadata/describe.ts'
import { guessLanguage } from './metadata/language.ts'
import { numberingStatements, pageStatements } from './pages/page-locators.ts'
import { assertPartition } from './partition.ts'
import type { Reading, Unit } from './reading.ts'
import { recognise } from './recognise.ts'
import { documentWords } from './repair/evidence.ts'
import { joinBlocks } from './repair/joins.ts'
import { mendLines } from './repair/line-hyphens.ts'
import { findOrder } from './repair/order.ts'
import { listRelocations, listRepairs } from './repair/repairs.ts'
import { wordListOf } from './repair/word-list.ts'
import { warningsFor } from './warnings.ts'

/** The document of a draft. Throws `EmptyText` when nothing remains to be read. */
export function interpret(draft: Draft, request: LoadRequest, traits: FormatTraits): LoadedDocument {
  const { source } = draft
  const known = knownBefore(draft, request)
  const isPrinted = traits.mayBePrinted || draft.blocks.some(isPaged)
  const found = recognise(draft, known, {
    firstLine: traits.firstLineMayBeTitle,
    isMarkedUp: traits.isMarkedUp ?? false,
    isPrinted,
  })
  const texts = found.body.map((block) => block.text)
  const guessed = guessLanguage(texts)
  const language = known.language ?? guessed
  const evidence = { document: documentWords(texts), list: wordListOf(language), language }
  const mended = isPrinted ? found.body.map((block) => mendLines(source, block, evidence)) : found.body
  const decisions = new PlacedDecisions(request.bytes, request.decisions ?? [])
  const order = findOrder(mended, found, { source, ...evidence })
  const isNote = (block: DraftBlock) => block.kind === 'note'
  const text = order.blocks.filter((block) => !isNote(block))
  const byEvidence = [
    ...(isPrinted ? joinBlocks(text, order.evidence, decisions) : text.map(alone)),
    ...mended.filter(isNote).map(alone),
  ]
  const units = decideLines(byEvidence, { source, evidence, body: found.body, mended }, decisions)
  if (units.length === 0) throw new EmptyText()
  const reading: Reading = { source, units, asides: [...draft.asides, ...found.pieces], lifted: found.lifted }
  const assembly = assemble(reading, request.bytes.length)
  assertPartition(assembly.segments, request.bytes, assembly.blocks)
  const offset = byteOffsets(source, request.bytes.length)
  const firstHeading = assembly.blocks.find((block) => block.kind === 'heading')?.text
  const said = describe({
    draft: {
      ...draft,
      statements: [
        ...draft.statements,
        ...pageStatements(units, draft.pages ?? [], found.furniture),
        ...numberingStatements(units, draft.numberings ?? []),
      ],
    },
    request: { ...request, decisions: decisions.inForce() },
    facts: found.facts,
    offset,
    firstHeading,
    guessed,
  })
  const repairs = listRepairs(assembly)
  return {
    loader: { name: traits.name, version: traits.version },
    ...said,
    blocks: assembly.blocks,
    segments: assembly.segments,
    repairs,
    relocations: listRelocations(reading, offset),
    warnings: [
      ...draft.warnings,
      ...ligatureWarnings(assembly.segments),
      ...order.warnings,
      ...warningsFor(said.statements, said.metadata, repairs),
    ],
  }
}

function isPaged({ pageBreakBefore, anchoredPage }: DraftBlock): boolean {
  return pageBreakBefore || anchoredPage !== undefined
}

function alone(block: DraftBlock): Unit {
  return { parts: [block], joins: [] }
}
