import { readFileSync } from 'node:fs'
import { sha256 } from '../../src/identity/digest.ts'
import { type BlockRecord, BlockTree } from '../../src/log/block-tree.ts'
import { printCheckpoint } from '../../src/log/checkpoint.ts'
import { type LogEntry, printEntry } from '../../src/log/entry.ts'
import { KeptHashes } from '../../src/log/kept-hashes.ts'
import { signNote } from '../../src/log/note.ts'
import { type NoteSigner, noteSigner, printVerifierKey, privateKeyPem } from '../../src/log/note-key.ts'
import { printQuoteProof } from '../../src/log/quote-proof.ts'
import type { QuotePart } from '../../src/log/quote-words.ts'
import { digestRecords } from '../../src/log/records-digest.ts'
import { TreeEdge } from '../../src/log/tree-edge.ts'
import { leafHash } from '../../src/log/tree-hash.ts'
import { inclusionProof } from '../../src/log/tree-proofs.ts'
import { printVersionManifest } from '../../src/log/version-manifest.ts'

const seed = JSON.parse(readFileSync(new URL('../fixtures/seed/seed.expected.json', import.meta.url), 'utf8'))

export const TIME = '2026-01-01T00:00:00.000Z'
const WORK = '2rma5yfyxknb207f'
const VERSION = '5w9k7j84a4g748q6hy57gfg6'
const KEY = 'sha256:e3ee5b48b0cd5828c1c33a7f2d97555e15aef1a8bd7d4862a8cca4b12b6c0c24'
const NONCE = '000102030405060708090a0b0c0d0e0f'

/** Entries of the log: more than a tile. */
const SIZE = 300

/** The texts of the seed article's paragraphs. */
export const texts: string[] = seed.paragraphs.map(({ text }: { text: string }) => text)

/** A key of the log `name`, the n-th. */
export function signerOf(name: string, n: number): NoteSigner {
  return noteSigner(name, privateKeyPem(Buffer.alloc(32, n)))
}

/** What a block record says of the seed's n-th paragraph. */
export function recordOf(text: string, ordinal: number): BlockRecord {
  const paragraph = `s2zf89y0s9q32y${ordinal.toString().padStart(2, '0')}`
  return { ordinal, kind: 'p', level: null, number: ordinal + 1, paragraph, exactSha256: sha256(text) }
}

/** The manifest of a version with these texts. */
export function manifestOf(blocks: readonly string[], version = VERSION): Buffer {
  const none = digestRecords([])
  return printVersionManifest({
    v: 1,
    work: { id: WORK, key: KEY, slug: 'breaking-the-siege-of-aleppo', createdAt: TIME },
    version: { id: version, createdAt: TIME, loader: { name: 'markdown', version: '1.0.0' } },
    metadata: { revision: 1, recordedAt: TIME, body: { title: 'Breaking the siege of Aleppo' } },
    provenance: {
      statements: none,
      segments: none,
      repairs: none,
      relocations: none,
      lineage: none,
      paragraphs: none,
      warnings: none,
    },
    files: [
      { sha256: KEY.slice(7), bytes: 7054, mediaType: 'text/markdown', fileName: null, receivedAt: TIME },
    ],
    blocks: new BlockTree(NONCE, blocks.map(recordOf)).summary,
    nonce: NONCE,
  })
}

/** A log of a key, the seed's publication at index 5, and heartbeats. */
export class PublishedLog {
  readonly signer: NoteSigner
  readonly manifest: Buffer
  readonly entries: Buffer[]
  readonly #kept = new KeptHashes()
  readonly #blocks = new BlockTree(NONCE, texts.map(recordOf))

  /** @param manifest what the publication names, be it right or wrong */
  constructor(signer: NoteSigner, manifest = manifestOf(texts)) {
    this.signer = signer
    this.manifest = manifest
    this.entries = Array.from({ length: SIZE }, (_, seq) => printEntry(this.#entry(seq)))
    TreeEdge.empty.extend(this.entries.map(leafHash), this.#kept.keep)
  }

  /** The note for the tree of this size. */
  checkpoint(size = this.entries.length, signers = [this.signer]): string {
    const root = TreeEdge.read(this.#kept, size).root()
    return signNote(printCheckpoint({ origin: this.signer.name, size, root, extensions: [] }), signers)
  }

  /** The hashes that prove an entry in the tree of this size. */
  inclusion(index: number, size = this.entries.length): Buffer[] {
    return inclusionProof(this.#kept, index, size)
  }

  /** The proof file of these words. */
  prove(parts: readonly QuotePart[], signers = [this.signer]): Buffer {
    const ordinals = [...new Set(parts.flat().map(({ block }) => block))]
    const file = printQuoteProof({
      parts,
      blocks: ordinals.map((ordinal) => ({
        record: recordOf(texts[ordinal]!, ordinal),
        text: texts[ordinal]!,
        proof: this.#blocks.proof(ordinal),
      })),
      manifest: this.manifest,
      entry: this.entries[5]!,
      index: 5,
      inclusion: this.inclusion(5),
      checkpoint: this.checkpoint(this.entries.length, signers),
    })
    return Buffer.from(file)
  }

  #entry(seq: number): LogEntry {
    const common = { v: 1 as const, seq, time: TIME }
    const { name } = this.signer
    if (seq === 0) return { ...common, op: 'key', id: name, vkey: printVerifierKey(this.signer) }
    if (seq !== 5) return { ...common, op: 'heartbeat', id: name }
    return { ...common, op: 'put', id: WORK, version: VERSION, manifest: sha256(this.manifest) }
  }
}
