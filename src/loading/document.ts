import type { LoadedBlock } from './block.ts'
import type { Decision } from './decisions/decision.ts'
import type { Extraction } from './extraction.ts'
import type { GivenMetadata } from './metadata/given-metadata-schema.ts'
import type { Metadata } from './metadata/metadata.ts'
import type { Statement } from './metadata/statement.ts'
import type { Relocation, Repair } from './repair/repair.ts'
import type { Segment } from './segment.ts'

/** Everything that a loader makes of a source. */
export interface LoadedDocument {
  loader: { name: string; version: string }
  /** What the text was read from, where that is not the source itself: the ranges of bytes count it. */
  extraction?: Extraction
  metadata: Metadata
  statements: Statement[]
  blocks: LoadedBlock[]
  segments: Segment[]
  repairs: Repair[]
  relocations: Relocation[]
  /** Sentences for the person who imports: what was assumed, what is doubtful, what to look at. */
  warnings: string[]
}

/** What a loader is given besides the bytes. */
export interface LoadRequest {
  bytes: Uint8Array
  mediaType: string
  fileName?: string
  manifest?: GivenMetadata
  /** What is said of it where it was found: given, for the provenance, in fields that no manifest has. */
  said?: readonly Statement[]
  /** What persons decided on repairs of this source. */
  decisions?: readonly Decision[]
}
