/**
 * What a loader makes of a source: the shapes that cross the border between `loading` and the rest of the house.
 *
 * Units: `start`/`end` of segments and statements are byte offsets in the source, half-open; every `target`
 * range counts Unicode code points of the target's text, half-open (DESIGN §2, §3).
 */

/** The kinds of block that a text is made of, in reading order. */
export const BLOCK_KINDS = [
  'p',
  'heading',
  'blockquote',
  'verse',
  'li',
  'note',
  'table',
  'caption',
  'pre',
  'epigraph',
] as const
export type BlockKind = (typeof BLOCK_KINDS)[number]

/** Blocks of these kinds are paragraphs: they are numbered from 1 in their version. */
export const PARAGRAPH_KINDS: ReadonlySet<BlockKind> = new Set(['p', 'blockquote', 'verse', 'li'])

/** How sure the loader is. `unresolved` marks text kept as it stands, for a person to decide. */
export type Certainty = 'certain' | 'probable' | 'unresolved'

/** One unit of the text, in reading order. `text` is canonical (C1) and never empty. */
export interface LoadedBlock {
  kind: BlockKind
  /** Depth of a heading, 1 to 6. */
  level?: number
  text: string
}

/** What a byte range of the source is. */
export type SegmentRole =
  | 'paragraph'
  | 'heading'
  | 'title'
  | 'author'
  | 'date'
  | 'provenance'
  | 'note'
  | 'furniture'
  | 'page-mark'
  | 'separator'
  | 'markup'

/** What the loader did with a byte range: `insert` is zero bytes wide, `drop` reaches no target. */
export type SegmentOp = 'copy' | 'drop' | 'replace' | 'insert'

/** Where a segment's text went: into a block (0-based index in reading order) or into a metadata field. */
export type SegmentTarget =
  | { block: number; start: number; end: number }
  | { field: string; start: number; end: number }

/** One byte range of the source. A version's segments partition its source, in order, without gap or overlap. */
export interface Segment {
  start: number
  end: number
  /** A finer name than the role, such as `atx-heading`, `colophon.author`, `hardbreak`. */
  kind: string
  role: SegmentRole
  op: SegmentOp
  /** The rule that decided, for every op but a plain `copy`. */
  rule?: string
  target?: SegmentTarget
  /** The text put in place of the bytes, for `replace` and `insert`. */
  text?: string
}

/** A place where the loader changed the text, or would have needed to and could not decide. */
export interface Repair {
  /** 0-based index of the segment that carries the change. */
  segment: number
  rule: string
  op: SegmentOp
  start: number
  end: number
  /** 0-based index of the block that it touches, and the code point where it stands there. */
  block: number
  at: number
  /** Up to twelve code points of the block's text on each side. */
  before: string
  after: string
  certainty: Certainty
}

/** A byte range that was lifted out of the running text. */
export interface Relocation {
  what: 'colophon' | 'note' | 'running-head' | 'page-number' | 'page-mark'
  start: number
  end: number
  /** A person's words for where it stood, such as `inside paragraph 3`. */
  from: string
  to: 'provenance' | 'notes' | 'furniture'
}

/** Where a statement comes from: read in the source, given by the person who imports, or inferred. */
export type StatementOrigin = 'parsed' | 'given' | 'inferred'

/** One thing said about the work, as it was said. Byte range and raw text are there when it was read in the source. */
export interface Statement {
  /** Dotted name: `title`, `author`, `issued`, `retrieved.date`, `source.label`, `archive.url`, … */
  field: string
  value: unknown
  raw?: string
  start?: number
  end?: number
  certainty: Certainty
  origin: StatementOrigin
  /** Why the loader believes it, for `inferred` and `probable` ones (`first line`, `file name`, …). */
  rule?: string
}

/** A name, structured as CSL has it, or `literal` when its parts are not known. */
export interface Name {
  family?: string
  given?: string
  'dropping-particle'?: string
  'non-dropping-particle'?: string
  suffix?: string
  literal?: string
}

/** A date as EDTF (ISO 8601-2), with the words it was read from. */
export interface DatedText {
  edtf: string | null
  raw: string
}

/** A named place on the web. */
export interface LabelledUrl {
  label: string
  url: string | null
}

/** The bibliographic metadata of a work and where its text comes from. */
export interface Metadata {
  title: string
  authors: Name[]
  issued: DatedText | null
  language: string | null
  /** A CSL 1.0.2 item type. */
  type: string
  containerTitle: string | null
  publisher: string | null
  /** The address of the original publication. */
  url: string | null
  license: string | null
  retrieved: (DatedText & { from: LabelledUrl | null }) | null
  archive: LabelledUrl | null
}

/** Everything that a loader makes of a source. */
export interface LoadedDocument {
  loader: { name: string; version: string }
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
  manifest?: Manifest
}

/** Metadata given by the person who imports: wins over what was parsed. Every field may be absent. */
export interface Manifest {
  /** A key that makes the work's id, when it is not to be the source's digest. */
  key?: string
  slug?: string
  title?: string
  authors?: Name[]
  /** An EDTF date. */
  issued?: string
  language?: string
  type?: string
  containerTitle?: string
  publisher?: string
  url?: string
  license?: string
  retrieved?: { date?: string; label?: string; url?: string }
  archive?: { label?: string; url?: string }
}

/** A loader: a pure function from bytes to a document, known by its name and version. */
export interface Loader {
  name: string
  version: string
  /** Media types that it reads, the first being its own. */
  mediaTypes: readonly string[]
  /** File name extensions, without the dot. */
  extensions: readonly string[]
  load(request: LoadRequest): LoadedDocument
}
