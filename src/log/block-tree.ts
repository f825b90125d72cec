/**
 * The Merkle tree over the blocks of a version: its root stands in the manifest, so that one block can be proven
 * without the others. A leaf is mixed with the manifest's nonce: when the manifest is erased, nobody can tell by
 * trying whether a text that he guesses stood there.
 */
import Type, { type Static } from 'typebox'
import { canonicalJson } from './canonical-json.ts'
import { KeptHashes } from './kept-hashes.ts'
import { Count, closed, Nullable, Sha256, ShortId } from './member-types.ts'
import { type KeptHash, TreeEdge } from './tree-edge.ts'
import { leafHash } from './tree-hash.ts'
import { inclusionProof } from './tree-proofs.ts'

/** What is signed of one block. */
export const BlockRecord = Type.Object(
  {
    /** Place in reading order, from 0: the index of its leaf. */
    ordinal: Count,
    kind: Type.String({ pattern: '^[a-z]{1,32}$' }),
    level: Nullable(Type.Integer({ minimum: 1, maximum: 6 })),
    /** Number and id of the paragraph; both null for a block that is not counted. */
    number: Nullable(Count),
    paragraph: Nullable(ShortId),
    /** SHA-256 of the exact text (C1). */
    exactSha256: Sha256,
  },
  closed,
)
export type BlockRecord = Static<typeof BlockRecord>

/** How many blocks a version has, and the root over them, hexadecimal. */
export interface BlockSummary {
  count: number
  root: string
}

/** The hash of a block's leaf: SHA-256(0x00 || nonce || canonical JSON of the record). The nonce is hexadecimal. */
export function blockLeaf(
  nonce: string,
  { ordinal, kind, level, number, paragraph, exactSha256 }: BlockRecord,
): Buffer {
  // By name, so that it is printed as it stands.
  const record = canonicalJson({ exactSha256, kind, level, number, ordinal, paragraph })
  return leafHash(Buffer.concat([Buffer.from(nonce, 'hex'), Buffer.from(record)]))
}

/** The blocks of a version, in reading order, in short. Memory does not grow with their number. */
export function summarizeBlocks(nonce: string, blocks: Iterable<BlockRecord>): BlockSummary {
  const edge = extended(TreeEdge.empty, { nonce, blocks })
  return { count: edge.size, root: edge.root().toString('hex') }
}

/** The tree over the blocks of a version, some 33 bytes a block, to prove some of them. */
export class BlockTree {
  readonly #nonce: string
  readonly #hashes = new KeptHashes()
  #edge = TreeEdge.empty

  /** @param blocks of the version, in reading order; those that are not given are to be appended */
  constructor(nonce: string, blocks: Iterable<BlockRecord> = []) {
    this.#nonce = nonce
    this.append(blocks)
  }

  /** Adds the next blocks: a long text is summed up some blocks at a time. */
  append(blocks: Iterable<BlockRecord>): void {
    this.#edge = extended(this.#edge, { nonce: this.#nonce, blocks, keep: this.#hashes.keep })
  }

  /** What the manifest must say of these blocks. */
  get summary(): BlockSummary {
    return { count: this.#edge.size, root: this.#edge.root().toString('hex') }
  }

  /** The hashes that prove the block at this place, from its sibling up. 0 <= ordinal < count. */
  proof(ordinal: number): Buffer[] {
    return inclusionProof(this.#hashes, ordinal, this.#edge.size)
  }
}

function extended(
  edge: TreeEdge,
  { nonce, blocks, keep }: { nonce: string; blocks: Iterable<BlockRecord>; keep?: (hash: KeptHash) => void },
): TreeEdge {
  function* leaves(): Generator<Buffer> {
    for (const block of blocks) yield blockLeaf(nonce, block)
  }
  return edge.extend(leaves(), keep)
}
