import { coreOf, sha256 } from '../identity/digest.ts'
import { printQuoteId } from '../identity/ids.ts'
import { readHash } from './base64.ts'
import { type BlockRecord, blockLeaf } from './block-tree.ts'
import { openCheckpoint, type SignedCheckpoint } from './checkpoint.ts'
import type { Cosignature } from './cosignature.ts'
import { isPublication, type Publication, parseEntry } from './entry.ts'
import { LogError } from './errors.ts'
import type { NoteVerifier } from './note-key.ts'
import { type Policy, requireCosignatures } from './policy.ts'
import { type BlockEvidence, parseQuoteEvidence, type QuoteEvidence } from './quote-evidence.ts'
import { type QuotePart, quotedWords } from './quote-words.ts'
import { parseTlogProof, type TlogProof } from './tlog-proof.ts'
import { leafHash } from './tree-hash.ts'
import { includes } from './tree-verification.ts'
import { readUtf8 } from './utf8.ts'
import { parseVersionManifest, type VersionManifest } from './version-manifest.ts'

/**
 * What a proof proves: that the log whose key is trusted had published, by the size of the checkpoint, a version of
 * the work in which these words stand at these places. `entry.time` is when, by the log's own clock.
 *
 * Not proven: that no later entry replaced or withdrew the version, that the words stand nowhere else in it, and
 * that the work was what its author wrote. `BlockRecord.paragraph` and the manifest are the log's statements.
 */
export interface ProvenQuote {
  /** `<work>.<core>`. */
  id: string
  exact: string
  parts: readonly QuotePart[]
  /** The blocks in which the words stand, in reading order, with their exact texts. */
  blocks: { record: BlockRecord; text: string }[]
  manifest: VersionManifest
  entry: Publication
  checkpoint: SignedCheckpoint
  /** Of the policy's witnesses; none without a policy. */
  cosignatures: Cosignature[]
}

/** Most bytes of a proof file. */
export const LONGEST_PROOF = 32 * 1024 * 1024

/**
 * Checks a quote's proof, offline, with the keys that are trusted and nothing else.
 *
 * @param policy how many of which witnesses must have cosigned the checkpoint; none need have when it is left out
 *
 * @throws LogError in the order of the checks: `malformed_proof`; those of `openCheckpoint`; `not_cosigned`; `entry_not_in_log`;
 *   `not_canonical`, `malformed_entry`, `not_a_publication`; `manifest_mismatch`, `malformed_manifest`;
 *   `block_not_in_version`; `words_not_there`, `id_mismatch`
 */
export function verifyQuoteProof(
  file: Uint8Array,
  trusted: readonly NoteVerifier[],
  policy?: Policy,
): ProvenQuote {
  if (file.length > LONGEST_PROOF) {
    throw new LogError('malformed_proof', `The proof has more than ${LONGEST_PROOF} bytes.`)
  }
  const text = readUtf8(file)
  if (text === null) throw new LogError('malformed_proof', 'The proof is not in UTF-8.')
  const proof = parseTlogProof(text)
  const checkpoint = openCheckpoint(proof.checkpoint, trusted)
  const cosignatures = policy ? requireCosignatures(proof.checkpoint, policy) : []
  const evidence = parseQuoteEvidence(proof.extra)
  const entry = provenEntry(Buffer.from(evidence.entry), proof, checkpoint)
  const manifest = provenManifest(Buffer.from(evidence.manifest), entry)
  const blocks = evidence.blocks.map((block) => provenBlock(block, manifest))
  const { id, exact, parts } = provenWords(evidence, entry.id)
  return { id, exact, parts, blocks, manifest, entry, checkpoint, cosignatures }
}

function provenEntry(
  bytes: Buffer,
  { index, inclusion }: TlogProof,
  checkpoint: SignedCheckpoint,
): Publication {
  if (!includes(checkpoint, { index, hash: leafHash(bytes) }, inclusion)) {
    throw new LogError('entry_not_in_log', 'The entry does not stand in the tree that the log signed.')
  }
  const entry = parseEntry(bytes, index)
  if (isPublication(entry)) return entry
  throw new LogError('not_a_publication', `The entry publishes no version: it is a ${entry.op}.`)
}

function provenManifest(bytes: Buffer, entry: Publication): VersionManifest {
  if (sha256(bytes) !== entry.manifest) {
    throw new LogError('manifest_mismatch', 'The manifest is not the one that the entry names.')
  }
  const manifest = parseVersionManifest(bytes)
  if (manifest.work.id === entry.id && manifest.version.id === entry.version) return manifest
  throw new LogError('manifest_mismatch', 'The manifest is of another version than the entry.')
}

function provenBlock(
  { text, proof, ...block }: BlockEvidence,
  { blocks, nonce }: VersionManifest,
): { record: BlockRecord; text: string } {
  const record = { ...block, exactSha256: sha256(text) }
  const hashes = proof.flatMap((hash) => readHash(hash) ?? [])
  const tree = { size: blocks.count, root: Buffer.from(blocks.root, 'hex') }
  const leaf = { index: record.ordinal, hash: blockLeaf(nonce, record) }
  if (hashes.length < proof.length || !includes(tree, leaf, hashes)) {
    throw new LogError('block_not_in_version', `The version has no such block ${record.ordinal}.`)
  }
  return { record, text }
}

function provenWords({ quote, blocks }: QuoteEvidence, work: string): QuoteEvidence['quote'] {
  const texts = new Map(blocks.map(({ ordinal, text }) => [ordinal, text]))
  const named = [...new Set(quote.parts.flat().map(({ block }) => block))]
  if (named.join() !== blocks.map(({ ordinal }) => ordinal).join()) {
    throw new LogError('words_not_there', 'The proof has other blocks than those in which the words stand.')
  }
  if (quotedWords(quote.parts, texts) !== quote.exact) {
    throw new LogError('words_not_there', 'Other words stand at the places that the proof names.')
  }
  if (printQuoteId({ work, core: coreOf(quote.exact), occurrence: 1 }) !== quote.id) {
    throw new LogError('id_mismatch', `The id ${quote.id} is not that of the words.`)
  }
  return quote
}
