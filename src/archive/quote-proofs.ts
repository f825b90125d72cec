import { setImmediate } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import { ColophonError } from '../errors.ts'
import { BlockTree } from '../log/block-tree.ts'
import { printQuoteProof } from '../log/quote-proof.ts'
import type { QuotePart } from '../log/quote-words.ts'
import { parseVersionManifest, type VersionManifest } from '../log/version-manifest.ts'
import { readBlob } from '../store/sqlite/log/blobs.ts'
import { lastPublication } from '../store/sqlite/log/publications.ts'
import { blockPage } from '../store/sqlite/versions/version-records.ts'
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
    const { log, connection } = this.#archive
    const publication = lastPublication(connection, versionNo, log.size())
    if (!publication) return undefined
    const manifest = readBlob(connection, publication.manifest)!.content
    const tree = await this.#tree(publication, parseVersionManifest(manifest))
    const blocks = [...new Set(parts.flat().map(({ block }) => block))].map((ordinal) => {
      const [block] = blockPage(connection, versionNo, { from: ordinal, limit: 1 }).rows
      const { text, ...record } = block!
      return { record, text, proof: tree.proof(ordinal) }
    })
    const { entry, inclusion, checkpoint } = log.proof(publication.seq)
    return printQuoteProof({ parts, blocks, manifest, entry, index: publication.seq, inclusion, checkpoint })
  }

  async #tree(
    { versionNo, manifest }: { versionNo: number; manifest: string },
    { nonce, blocks }: VersionManifest,
  ): Promise<BlockTree> {
    const kept = this.#trees.get(manifest)
    if (kept) return kept
    const tree = new BlockTree(nonce)
    for (let from: number | null = 0; from !== null; await setImmediate()) {
      const page = blockPage(this.#archive.connection, versionNo, { from, limit: PAGE })
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
