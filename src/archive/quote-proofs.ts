import { LRUCache } from 'lru-cache'
import { nextTurn } from '../bounds/next-turn.ts'
import { ColophonError } from '../errors.ts'
import { BlockTree } from '../log/block-tree.ts'
import { printQuoteProof } from '../log/quote-proof.ts'
import type { QuotePart } from '../log/quote-words.ts'
import { parseVersionManifest, type VersionManifest } from '../log/version-manifest.ts'
import type { Archive } from './archive.ts'

/** Block trees kept ready, in blocks of all together: some 33 bytes each. */
const MOST_BLOCKS = 1_000_000
/** Blocks summed up at a time: a few milliseconds. */
const PAGE = 100

/** Proves quotes of an archive, for checking offline with the log's key alone. */
export class QuoteProofs {
  readonly #archive: Archive
  readonly #trees = new LRUCache<string, BlockTree>({ maxSize: MOST_BLOCKS })

  constructor(archive: Archive) {
    this.#archive = archive
  }

  /**
   * The proof file of words at these places of a version; undefined while the version's entry is not signed yet.
   *
   * @throws ColophonError `archive_unusable` when the version is not as it was published; LogError `malformed_proof`
   *   when the blocks in which the words stand are too long
   */
  async prove(versionNo: number, parts: readonly QuotePart[]): Promise<string | undefined> {
    const { log, reads } = this.#archive
    const publication = await reads.log.lastPublication(versionNo, await log.size())
    if (!publication) return undefined
    const { content: manifest } = (await reads.log.blob(publication.manifest))!
    const tree = await this.#tree(publication, parseVersionManifest(manifest))
    const ordinals = new Set(parts.flat().map(({ block }) => block))
    const blocks = []
    for (const ordinal of ordinals) {
      const { rows } = await reads.records.blocks(versionNo, ordinal, 1)
      const { text, ...record } = rows[0]!
      blocks.push({ record, text, proof: tree.proof(ordinal) })
    }
    const { entry, inclusion, checkpoint } = await log.proof(publication.seq)
    return printQuoteProof({ parts, blocks, manifest, entry, index: publication.seq, inclusion, checkpoint })
  }

  async #tree(
    { versionNo, manifest }: { versionNo: number; manifest: string },
    { nonce, blocks }: VersionManifest,
  ): Promise<BlockTree> {
    const kept = this.#trees.get(manifest)
    if (kept) return kept
    const tree = new BlockTree(nonce)
    for (let from: number | null = 0; from !== null; await nextTurn()) {
      const page = await this.#archive.reads.records.blocks(versionNo, from, PAGE)
      tree.append(page.rows)
      from = page.next
    }
    const { count, root } = tree.summary
    if (count !== blocks.count || root !== blocks.root) {
      throw new ColophonError(
        'archive_unusable',
        'The text of this version is not as it was published: the archive is damaged. Restore it from a backup or a mirror.',
      )
    }
    this.#trees.set(manifest, tree, { size: count + 1 })
    return tree
  }
}
