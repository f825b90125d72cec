import Type, { type Static } from 'typebox'
import { workId } from '../identity/ids.ts'
import { Count, closed, isInstant, LongId, Nonce, Nullable, Sha256, ShortId, Time } from './member-types.ts'
import { recordFormat } from './record-format.ts'

/** Most bytes of a manifest: some ten times the largest metadata that an import accepts. */
export const LONGEST_MANIFEST = 4 * 1024 * 1024

const Line = (maxLength: number) => Type.String({ minLength: 1, maxLength })
/** It is sent in a header. */
const MediaType = Type.String({ pattern: '^[\\x20-\\x7e]{1,255}$' })
const Records = Type.Object({ count: Count, sha256: Sha256 }, closed)

const VersionManifest = Type.Object(
  {
    v: Type.Literal(1),
    /** `key` makes the id. */
    work: Type.Object({ id: ShortId, key: Line(500), slug: Line(300), createdAt: Time }, closed),
    version: Type.Object(
      { id: LongId, createdAt: Time, loader: Type.Object({ name: Line(100), version: Line(100) }, closed) },
      closed,
    ),
    /** `body` is the `Metadata` of `loading/metadata/metadata.ts`. */
    metadata: Type.Object(
      {
        revision: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
        recordedAt: Time,
        body: Type.Record(Type.String(), Type.Unknown()),
      },
      closed,
    ),
    /** The rows that tell how the text came from its files and from the version before. */
    provenance: Type.Object(
      {
        statements: Records,
        segments: Records,
        repairs: Records,
        relocations: Records,
        lineage: Records,
        /** Of the paragraphs of the version: what their ids were made from. */
        paragraphs: Records,
        warnings: Records,
      },
      closed,
    ),
    /** The source and, where the text was read from something that was extracted from it, that: each a blob. */
    files: Type.Array(
      Type.Object(
        {
          sha256: Sha256,
          bytes: Count,
          mediaType: MediaType,
          fileName: Nullable(Line(1024)),
          receivedAt: Time,
          /** What extracted it; of what was extracted alone. */
          extractedBy: Type.Optional(Type.Object({ name: Line(100), version: Line(100) }, closed)),
        },
        closed,
      ),
      { minItems: 1, maxItems: 64 },
    ),
    /** The tree over the blocks (`block-tree.ts`). */
    blocks: Type.Object({ count: Count, root: Sha256 }, closed),
    /** Random, and another for every manifest: what was erased cannot be confirmed by guessing. */
    nonce: Nonce,
  },
  closed,
)

/** Everything that is said of one version of a work: the blob that a `put` or `metadata` entry names. */
export type VersionManifest = Static<typeof VersionManifest>

const format = recordFormat(VersionManifest, {
  name: 'manifest',
  code: 'malformed_manifest',
  longest: LONGEST_MANIFEST,
  fault: ({ work, version, metadata, files }) => {
    const times = [work.createdAt, version.createdAt, metadata.recordedAt]
    if (![...times, ...files.map((file) => file.receivedAt)].every(isInstant))
      return 'has a time that is not valid'
    return workId(work.key) === work.id ? null : `has a work ${work.id} whose key makes another id`
  },
})

/** The bytes of a manifest: its digest is what the log's entry names. @throws LogError `malformed_manifest` */
export function printVersionManifest(manifest: VersionManifest): Buffer {
  return format.print(manifest)
}

/** The manifest in these bytes. @throws LogError `not_canonical`, `malformed_manifest` */
export function parseVersionManifest(bytes: Uint8Array): VersionManifest {
  return format.parse(bytes)
}
