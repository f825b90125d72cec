/**
 * What a quote's proof carries beside the log's part of it: everything between the words and the entry. Nothing of
 * it is trusted by itself; each thing is bound to the next by a digest, up to the signature (`quote-proof.ts`).
 */
import Type, { type Static } from 'typebox'
import { BlockRecord } from './block-tree.ts'
import { Count, closed } from './member-types.ts'
import { recordFormat } from './record-format.ts'

/** Most bytes of the evidence. */
const LONGEST_EVIDENCE = 16 * 1024 * 1024
const MOST_PARTS = 100
const MOST_BLOCKS = 10_000
const HIGHEST_TREE = 53

const BlockRange = Type.Object({ block: Count, start: Count, end: Count }, closed)
const Part = Type.Array(BlockRange, { minItems: 1, maxItems: MOST_BLOCKS })

/** A block with its text in place of the text's digest, and the hashes (base64) that prove it in its version. */
const BlockEvidence = Type.Object(
  {
    ...Type.Omit(BlockRecord, ['exactSha256']).properties,
    text: Type.String({ minLength: 1 }),
    proof: Type.Array(Type.String(), { maxItems: HIGHEST_TREE }),
  },
  closed,
)

const QuoteEvidence = Type.Object(
  {
    v: Type.Literal(1),
    quote: Type.Object(
      {
        /**
         * `<work>.<core>`. Which of several like places it is, the `.2` of an id, depends on all versions before
         * and is no part of what is proven; `parts` says where the words stand in this one.
         */
        id: Type.String({ maxLength: 64 }),
        exact: Type.String({ minLength: 1 }),
        parts: Type.Array(Part, { minItems: 1, maxItems: MOST_PARTS }),
      },
      closed,
    ),
    /** The blocks that the parts name and no others, in reading order. */
    blocks: Type.Array(BlockEvidence, { minItems: 1, maxItems: MOST_BLOCKS }),
    /** The bytes of the manifest and of the log's entry, which are UTF-8. */
    manifest: Type.String(),
    entry: Type.String(),
  },
  closed,
)

/** The evidence of a quote's proof. */
export type QuoteEvidence = Static<typeof QuoteEvidence>
export type BlockEvidence = Static<typeof BlockEvidence>

/** The bytes of a proof's `extra` line. @throws LogError `not_canonical`, `malformed_proof` */
export const { print: printQuoteEvidence, parse: parseQuoteEvidence } = recordFormat(QuoteEvidence, {
  name: 'evidence of the proof',
  code: 'malformed_proof',
  longest: LONGEST_EVIDENCE,
})
