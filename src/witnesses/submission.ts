/** What a log sends to a witness (C2SP tlog-witness, `add-checkpoint`). */
import { printBase64, readHash } from '../log/base64.ts'
import { LogError } from '../log/errors.ts'

/** A checkpoint, and what proves that it extends the last one that the witness cosigned. */
export interface Submission {
  /** The size of that one; 0 for none. */
  old: number
  proof: Buffer[]
  /** A signed note. */
  checkpoint: string
}

/** The height of the largest tree. */
const MOST_HASHES = 63
const OLD = /^old (0|[1-9][0-9]{0,15})$/

export function printSubmission({ old, proof, checkpoint }: Submission): string {
  const lines = [`old ${old}`, ...proof.map(printBase64)]
  return `${lines.join('\n')}\n\n${checkpoint}`
}

/** @throws LogError `malformed_checkpoint` */
export function parseSubmission(body: string): Submission {
  const blank = body.indexOf('\n\n')
  const [first = '', ...hashes] = body.slice(0, Math.max(0, blank)).split('\n')
  const old = Number(OLD.exec(first)?.[1])
  if (blank < 0 || !Number.isSafeInteger(old)) throw malformed('does not begin with the old size')
  if (hashes.length > MOST_HASHES) throw malformed(`has more than ${MOST_HASHES} hashes`)
  const proof = hashes.map((line) => {
    const hash = readHash(line)
    if (!hash) throw malformed('has a line before the checkpoint that is not a hash')
    return hash
  })
  return { old, proof, checkpoint: body.slice(blank + 2) }
}

function malformed(what: string): LogError {
  return new LogError('malformed_checkpoint', `What is to be cosigned ${what}.`)
}
