import type { Command } from 'commander'
import { readGiven } from '../files/user-path.ts'
import { LogError } from '../log/errors.ts'
import { type NoteVerifier, parseVerifierKey, printVerifierKey } from '../log/note-key.ts'
import { LONGEST_POLICY, type Policy, parsePolicy } from '../log/policy.ts'
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
    .option('--key <vkey...>', 'keys that you trust, as `colophon log key` prints them')
    .option(
      '--policy <file>',
      'whose cosignatures are asked for (C2SP tlog-policy); keys of logs may stand in it',
    )
    .option('--json', 'print a line of JSON')
    .addHelpText(
      'after',
      '\nExample:\n  curl -s http://127.0.0.1:3000/quotes/2rma5yfyxknb207f.f3kmr2tzf95ae5rgk83ym12h/proof > siege.tlog-proof\n  colophon prove siege.tlog-proof --key "$(cat archive.vkey)"\n\nExit codes: 0 proven, 2 usage, 5 not proven, 6 signed by another key or wrongly, or cosigned by too few witnesses.',
    )
    .action(prove)
}

interface Options {
  key?: string[]
  policy?: string
  json?: boolean
}

async function prove(file: string, options: Options, self: Command): Promise<void> {
  const { key: given = [], policy: policyFile } = options
  const policy = policyFile === undefined ? undefined : readPolicy(policyFile, self)
  const typed = given.flatMap((lines) => lines.trim().split(/\s+/)).map((vkey) => readKey(vkey, self))
  const keys = [...typed, ...(policy?.logs ?? [])]
  if (keys.length === 0)
    self.error('error: name the keys of logs that you trust, with --key or in the file of --policy')
  const bytes = readGiven(file, LONGEST_PROOF)
  try {
    const proven = verifyQuoteProof(bytes, keys, policy)
    if (options.json) printJson(asJson(proven))
    else print(inWords(proven))
  } catch (error) {
    if (!(error instanceof LogError)) throw error
    if (options.json) printJson({ proven: false, code: error.code, detail: error.message })
    else note(`Not proven (${error.code}): ${error.message}`)
    process.exitCode = exitCodeOf(error.code) === EXIT.badSignature ? EXIT.badSignature : EXIT.altered
  }
}

function readPolicy(file: string, self: Command): Policy {
  try {
    return parsePolicy(readGiven(file, LONGEST_POLICY).toString())
  } catch (error) {
    if (error instanceof LogError) self.error(`error: ${file}: ${error.message}`)
    throw error
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

function asJson({ id, exact, parts, manifest, entry, checkpoint, cosignatures }: ProvenQuote) {
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
    cosignedBy: cosignatures.map(({ key, time }) => ({ key: printVerifierKey(key), at: instant(time) })),
    notProven: NOT_PROVEN,
  }
}

/** Seconds since 1970 as an instant; a witness may say any number. */
function instant(seconds: number): string {
  const date = new Date(seconds * 1000)
  return Number.isNaN(date.getTime()) ? `${seconds} s` : date.toISOString()
}

function inWords({ id, exact, blocks, manifest, entry, checkpoint, cosignatures }: ProvenQuote): string {
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
      ...cosignatures.map(({ key, time }) => `  cosigned by    ${printVerifierKey(key)} at ${instant(time)}`),
      '',
      'Not proven:',
      ...NOT_PROVEN.map((what) => `  ${what}`),
    ]
      // A line of what somebody signed must not pass for one of ours.
      .map((line) => line.replaceAll('\n', '\\n'))
      .join('\n')
  )
}
