/** Proofs that an entry is in a log, for checking offline (C2SP tlog-proof). */
import { printBase64, readBase64, readHash } from './base64.ts'
import { LogError } from './errors.ts'

/** The parts of a proof file. Nothing of it is verified by reading it. */
export interface TlogProof {
  /** Of a meaning of the application's own; not authenticated by itself. */
  extra: Buffer
  /** The entry's index in the log. */
  index: number
  /** From the entry's sibling up to below the root. */
  inclusion: Buffer[]
  /** The checkpoint as it was signed. */
  checkpoint: string
}

const FIRST_LINE = 'c2sp.org/tlog-proof@v1'
/** The height of the largest tree. */
const MOST_HASHES = 63
const INDEX = /^index (0|[1-9][0-9]{0,15})$/

/** The proof file, which ends in `.tlog-proof`. */
export function printTlogProof({ extra, index, inclusion, checkpoint }: TlogProof): string {
  const lines = [FIRST_LINE, `extra ${printBase64(extra)}`, `index ${index}`, ...inclusion.map(printBase64)]
  return `${lines.join('\n')}\n\n${checkpoint}`
}

/**
 * The parts of a proof file that has an `extra` line.
 *
 * @throws LogError `malformed_proof`
 */
export function parseTlogProof(file: string): TlogProof {
  const blank = file.indexOf('\n\n')
  if (blank < 0) throw malformed('has no blank line before its checkpoint')
  const [first, extraLine = '', indexLine = '', ...hashLines] = file.slice(0, blank).split('\n')
  if (first !== FIRST_LINE) throw malformed(`does not begin with ${FIRST_LINE}`)
  const extra = extraLine.startsWith('extra ') ? readBase64(extraLine.slice('extra '.length)) : null
  if (!extra) throw malformed('has no extra data in line 2')
  const index = Number(INDEX.exec(indexLine)?.[1])
  if (!Number.isSafeInteger(index)) throw malformed('has no index in line 3')
  if (hashLines.length > MOST_HASHES) throw malformed('has more hashes than any tree is high')
  return { extra, index, inclusion: hashLines.map(inclusionHash), checkpoint: file.slice(blank + 2) }
}

function inclusionHash(line: string): Buffer {
  const hash = readHash(line)
  if (!hash) throw malformed('has a line after its index that is not a hash')
  return hash
}

function malformed(what: string): LogError {
  return new LogError('malformed_proof', `The proof ${what}.`)
}
