/**
 * A proof that words stand in a version of a work that a log published, which anyone can check offline with the
 * log's key alone: a tlog-proof file (C2SP) whose extra data reach from the words to the log's entry.
 */
import { coreOf } from '../identity/digest.ts'
import { printQuoteId } from '../identity/ids.ts'
import { printBase64 } from './base64.ts'
import type { BlockRecord } from './block-tree.ts'
import { parseEntry } from './entry.ts'
import { printQuoteEvidence } from './quote-evidence.ts'
import { type QuotePart, quotedWords } from './quote-words.ts'
import { printTlogProof } from './tlog-proof.ts'

/** What a quote's proof is made of. */
export interface QuoteProofParts {
  parts: readonly QuotePart[]
  /** The blocks that the parts name, in reading order, each with its exact text and its proof in the block tree. */
  blocks: readonly { record: BlockRecord; text: string; proof: readonly Buffer[] }[]
  /** The manifest that the entry names, and the entry, as they were published. */
  manifest: Uint8Array
  entry: Uint8Array
  /** Where the entry stands in the log, and the hashes that prove it in the tree of the checkpoint. */
  index: number
  inclusion: Buffer[]
  /** The signed note. */
  checkpoint: string
}

/**
 * The proof file.
 *
 * @throws LogError `words_not_there` when the parts are no words of the blocks, `malformed_entry`, `malformed_proof`
 */
export function printQuoteProof(made: QuoteProofParts): string {
  const texts = new Map(made.blocks.map(({ record, text }) => [record.ordinal, text]))
  const exact = quotedWords(made.parts, texts)
  const { id: work } = parseEntry(made.entry, made.index)
  const extra = printQuoteEvidence({
    v: 1,
    quote: {
      id: printQuoteId({ work, core: coreOf(exact), occurrence: 1 }),
      exact,
      parts: made.parts.map((part) => part.map(({ block, start, end }) => ({ block, start, end }))),
    },
    blocks: made.blocks.map(({ record: { ordinal, kind, level, number, paragraph }, text, proof }) => ({
      ordinal,
      kind,
      level,
      number,
      paragraph,
      text,
      proof: proof.map(printBase64),
    })),
    manifest: Buffer.from(made.manifest).toString(),
    entry: Buffer.from(made.entry).toString(),
  })
  return printTlogProof({ extra, index: made.index, inclusion: made.inclusion, checkpoint: made.checkpoint })
}
