import { referenceName } from '../formats/markdown/links.ts'
import type { Reads } from '../store/store.ts'
import type { VersionBlock } from '../store/versions.ts'
import { type Origin, readFrom, type VersionRecord } from '../store/works.ts'
import { type Inline, inlineOf } from './inline.ts'
import { type SourceMark, sourceMarks } from './source-marks.ts'

/** What the source of a text has beside its words. */
export interface Markup {
  /** The marks of a block, by its ordinal. */
  marks: ReadonlyMap<number, readonly SourceMark[]>
  /** Addresses of links by reference, by `referenceName`. */
  references: ReadonlyMap<string, string>
}

/** Markup of a text whose source has none. */
export const NO_MARKUP: Markup = { marks: new Map(), references: new Map() }

/** A text with the markup of its source. */
export interface MarkedText extends Markup {
  blocks: VersionBlock[]
}

type TextReads = Pick<Reads, 'versions' | 'provenance'>
type TextOfWork = Origin & { version: Pick<VersionRecord, 'no'> }

/** Reads the markup of a version of a work. */
export async function readMarkup({ versions, provenance }: TextReads, work: TextOfWork): Promise<Markup> {
  const bytes = (await versions.source(readFrom(work))) ?? Buffer.alloc(0)
  const { ofBlocks, definitions } = await sourceMarks(provenance.markup(work.version.no), bytes)
  return { marks: ofBlocks, references: referencesIn(definitions) }
}

/** Reads a version of a work with the markup of its source. */
export async function markedText(reads: TextReads, work: TextOfWork): Promise<MarkedText> {
  const markup = await readMarkup(reads, work)
  const blocks: VersionBlock[] = []
  for await (const page of reads.versions.blockPages(work.version.no)) blocks.push(...page)
  return { ...markup, blocks }
}

/** The inline structure of a block. */
export function inlineOfBlock(
  { kind, ordinal, text }: Pick<VersionBlock, 'kind' | 'ordinal' | 'text'>,
  { marks, references }: Markup,
): Inline[] {
  const all = marks.get(ordinal) ?? []
  // That its words are code is said of the block.
  const own = kind === 'pre' ? all.filter(({ rule }) => rule !== 'html') : all
  return inlineOf(text, own, {
    references,
    ownLines: kind === 'pre' || kind === 'verse',
  })
}

/** The first definition of a reference counts. */
function referencesIn(definitions: readonly string[]): Map<string, string> {
  const references = new Map<string, string>()
  for (const definition of definitions) {
    const [, label, address] = /^\[([^\]]+)\]:\s*<?([^\s>]+)/.exec(definition) ?? []
    if (label === undefined || address === undefined) continue
    const name = referenceName(label)
    if (!references.has(name)) references.set(name, address)
  }
  return references
}
