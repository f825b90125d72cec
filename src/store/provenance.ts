import type { Statement } from '../loading/metadata/statement.ts'
import type { Relocation, Repair } from '../loading/repair/repair.ts'
import type { Segment } from '../loading/segment.ts'

/** A repair, with the paragraph that it touches; null for a block that is none. */
export interface PlacedRepair extends Repair {
  paragraph: { id: string; number: number } | null
}

/** Reads of how a version came from its source. Each is in the order of the source; pages have some hundred rows. */
export interface ProvenanceReads {
  /** What was said about the work in the source and its manifest. */
  statements(versionNo: number): Promise<Statement[]>
  /** What was lifted out of the running text. */
  relocations(versionNo: number): Promise<Relocation[]>
  /** What was mended. */
  repairs(versionNo: number): AsyncIterable<PlacedRepair[]>
  /** Those of them that are not certain. */
  undecided(versionNo: number): AsyncIterable<PlacedRepair[]>
  /** Which bytes became which characters. */
  segments(versionNo: number): AsyncIterable<Segment[]>
  /** Those of them that are no words, each with its neighbours, which tell where it stood. */
  markup(versionNo: number): AsyncIterable<Segment[]>
  /** The segments of some blocks, from one ordinal to another, both included. */
  segmentsOf(versionNo: number, blocks: { from: number; to: number }): Promise<Segment[]>
}
