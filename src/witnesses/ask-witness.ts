import { cosignaturesOf } from '../log/cosignature.ts'
import type { Witness } from '../log/policy.ts'
import { printSubmission, type Submission } from './submission.ts'

/** What a witness answers: its cosignature, the size that it cosigned last, or why it does not sign. */
export type WitnessAnswer =
  | { kind: 'cosigned'; line: string }
  | { kind: 'elsewhere'; size: number }
  | { kind: 'refused'; why: string }

/** A witness that has an address. */
export type ReachableWitness = Witness & { url: string }

/** How long a witness may take in all, in milliseconds. */
export const LONGEST_ANSWER = 10_000
/** Most bytes of an answer: some lines. */
const MOST_BYTES = 16 * 1024

/** What the statuses of the protocol mean, from which the log cannot help itself. */
const REFUSALS: Record<number, string> = {
  400: 'it cannot read the checkpoint',
  403: 'it trusts none of the keys that signed the checkpoint',
  404: 'it does not know this log, or is no witness',
  422: 'the checkpoint does not extend the one that it cosigned last: it has seen another history of this log',
}

/**
 * Asks a witness to cosign a checkpoint. Nothing that it answers is trusted but a signature by its key.
 *
 * @throws Error when it cannot be reached, is too slow, or answers with what cannot be read
 */
export async function askWitness(
  { key, url }: ReachableWitness,
  submission: Submission,
  patience = LONGEST_ANSWER,
): Promise<WitnessAnswer> {
  const response = await fetch(`${url.replace(/\/+$/, '')}/add-checkpoint`, {
    method: 'POST',
    body: printSubmission(submission),
    // Nobody is to make us ask others.
    redirect: 'error',
    signal: AbortSignal.timeout(patience),
  })
  const said = await readBounded(response)
  const { status, headers } = response
  if (status === 409 && headers.get('content-type')?.split(';')[0] === 'text/x.tlog.size') {
    const size = /^(?:0|[1-9]\d{0,15})\n$/.test(said) ? Number(said) : Number.NaN
    if (!Number.isSafeInteger(size)) throw new Error('it names a size that is none')
    return { kind: 'elsewhere', size }
  }
  if (status !== 200) {
    const why = REFUSALS[status]
    if (why !== undefined) return { kind: 'refused', why }
    throw new Error(`it answers ${status}`)
  }
  const text = submission.checkpoint.slice(0, submission.checkpoint.lastIndexOf('\n\n') + 1)
  const [cosignature] = cosignaturesOf(`${text}\n${said}`, [key])
  if (!cosignature) throw new Error('it answers without its signature')
  return { kind: 'cosigned', line: cosignature.line }
}

async function readBounded(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body ?? []) {
    length += chunk.length
    if (length > MOST_BYTES) throw new Error(`it answers with more than ${MOST_BYTES} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}
