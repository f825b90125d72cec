import type { Reads } from '../store/store.ts'
import type { VersionBlock } from '../store/versions.ts'
import type { WorkRecord } from '../store/works.ts'
import { referenceName } from './link-target.ts'
import { type SourceMark, sourceMarks } from './source-marks.ts'

/** A text with the markup that its source has, which is no part of its words. */
export interface MarkedText {
  blocks: VersionBlock[]
  /** The marks of a block, by its ordinal. */
  marks: ReadonlyMap<number, readonly SourceMark[]>
  /** Addresses of links by reference, by `referenceName`. */
  references: ReadonlyMap<string, string>
}

/** Reads a version of a work with the markup of its source. */
export async function markedText(
  { versions, provenance }: Pick<Reads, 'versions' | 'provenance'>,
  { version, source }: Pick<WorkRecord, 'version' | 'source'>,
): Promise<MarkedText> {
  const bytes = (await versions.source(source.sha256)) ?? Buffer.alloc(0)
  const { ofBlocks, definitions } = await sourceMarks(provenance.markup(version.no), bytes)
  const blocks: VersionBlock[] = []
  for await (const page of versions.blockPages(version.no)) blocks.push(...page)
  return { blocks, marks: ofBlocks, references: referencesIn(definitions) }
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
