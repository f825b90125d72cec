import type { Command } from 'commander'
import { readGiven } from '../files/user-path.ts'
import { LogError } from '../log/errors.ts'
import { type NoteVerifier, parseVerifierKey, printVerifierKey } from '../log/note-key.ts'
import { LONGEST_PROOF, type ProvenQuote, verifyQuoteProof } from '../log/quote-proof-verification.ts'
import { EXIT, exitCodeOf } from './exit-codes.ts'
import { note, print, printJson } from './output.ts'

/** What the proof is silent about, and what would tell. */
const NOT_PROVEN = [
  'that nothing later replaced, corrected or withdrew this: ask the archive, or a mirror of it',
  'that the text is what was printed or what its author wrote: compare the source that the manifest names',
  'the name and the dates of the work: they are what the archive says of it',
  'when it was published, but by the clock of the log',
]

/** `colophon prove FILE --key VKEY`. */
export function addProve(program: Command): void {
  program
    .command('prove')
    .argument('<file>', 'the proof, from /quotes/{id}/proof; - for standard input')
    .requiredOption('--key <vkey...>', 'keys that you trust, as `colophon log key` prints them')
    .option('--json', 'print a line of JSON')
    .addHelpText(
      'after',
      '\nExample:\n  curl -s http://127.0.0.1:3000/quotes/2rma5yfyxknb207f.f3kmr2tzf95ae5rgk83ym12h/proof > siege.tlog-proof\n  colophon prove siege.tlog-proof --key "$(cat archive.vkey)"\n\nExit codes: 0 proven, 2 usage, 5 not proven, 6 signed by another key or wrongly.',
    )
    .action(prove)
}

async function prove(file: string, options: { key: string[]; json?: boolean }, self: Command): Promise<void> {
  const keys = options.key.flatMap((lines) => lines.trim().split(/\s+/)).map((vkey) => readKey(vkey, self))
  const bytes = readGiven(file, LONGEST_PROOF)
  try {
    const proven = verifyQuoteProof(bytes, keys)
    if (options.json) printJson(asJson(proven))
    else print(inWords(proven))
  } catch (error) {
    if (!(error instanceof LogError)) throw error
    if (options.json) printJson({ proven: false, code: error.code, detail: error.message })
    else note(`Not proven (${error.code}): ${error.message}`)
    process.exitCode = exitCodeOf(error.code) === EXIT.badSignature ? EXIT.badSignature : EXIT.altered
  }
}

function readKey(vkey: string, self: Command): NoteVerifier {
  try {
    return parseVerifierKey(vkey)
  } catch (error) {
    if (error instanceof LogError) self.error(`error: ${error.message}`)
    throw error
  }
}

function asJson({ id, exact, parts, manifest, entry, checkpoint }: ProvenQuote) {
  return {
    proven: true,
    quote: { id, exact, parts },
    work: manifest.work,
    version: manifest.version,
    metadata: manifest.metadata.body,
    source: manifest.files[0],
    entry,
    checkpoint: { origin: checkpoint.origin, size: checkpoint.size, root: checkpoint.root.toString('hex') },
    signedBy: checkpoint.signedBy.map(printVerifierKey),
    notProven: NOT_PROVEN,
  }
}

function inWords({ id, exact, blocks, manifest, entry, checkpoint }: ProvenQuote): string {
  const { work, version, metadata, files } = manifest
  const places = blocks.map(({ record }) =>
    record.number === null ? `block ${record.ordinal}` : `paragraph ${record.number} (${record.paragraph})`,
  )
  return (
    [
      'Proven:',
      `  the words      ${exact}`,
      `  with the id    ${id}`,
      `  stand in       ${places.join(', ')}`,
      `  of the version ${version.id}`,
      `  of the work    ${work.id}: ${String(metadata.body['title'] ?? 'without a title')}`,
      `  from the file  sha256 ${files[0]!.sha256}`,
      `  published as   entry ${entry.seq} of ${checkpoint.size} (${entry.op}, ${entry.time})`,
      `  in the log     ${checkpoint.origin}`,
      ...checkpoint.signedBy.map((key) => `  signed by      ${printVerifierKey(key)}`),
      '',
      'Not proven:',
      ...NOT_PROVEN.map((what) => `  ${what}`),
    ]
      // A line of what somebody signed must not pass for one of ours.
      .map((line) => line.replaceAll('\n', '\\n'))
      .join('\n')
  )
}
