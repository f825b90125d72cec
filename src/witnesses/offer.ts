import type { CosignedNotes } from '../archive/signing/cosigned-notes.ts'
import type { LogReader } from '../archive/signing/log-reader.ts'
import { cosignaturesOf } from '../log/cosignature.ts'
import type { CheckpointRow } from '../store/log.ts'
import { askWitness, type ReachableWitness } from './ask-witness.ts'

/** A log whose checkpoints are offered, and where what witnesses say of them is kept. */
export interface OfferedLog {
  log: LogReader
  cosigned: CosignedNotes
}

/** How often a witness may name another size than was thought: it may be asked by others meanwhile. */
const ATTEMPTS = 3

/**
 * Offers a checkpoint to a witness, and keeps its cosignature.
 *
 * @param known the size that the witness is thought to have cosigned last @param patience in milliseconds
 * @throws Error, with the reason, when it did not cosign
 */
export async function offer(
  { log, cosigned }: OfferedLog,
  checkpoint: CheckpointRow,
  { witness, known, patience }: { witness: ReachableWitness; known: number; patience?: number | undefined },
): Promise<void> {
  let old = Math.min(known, checkpoint.size)
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const proof = await log.consistency(old, checkpoint.size)
    const answer = await askWitness(witness, { old, proof, checkpoint: checkpoint.note }, patience)
    if (answer.kind === 'cosigned') return cosigned.add(checkpoint, [answer.line])
    if (answer.kind === 'refused') throw new Error(answer.why)
    if (answer.size > checkpoint.size)
      throw new Error(
        `it has cosigned ${answer.size} entries, and the log has ${checkpoint.size} signed here: this archive may be older than what was published`,
      )
    if (answer.size === old)
      throw new Error('it has cosigned another history of the same size, or contradicts itself')
    old = answer.size
  }
  throw new Error('it names another size each time')
}

/** The size of the last checkpoint of which the cosignature of a witness is kept; 0 when there is none. */
export async function lastCosigned(
  { log }: Pick<OfferedLog, 'log'>,
  { key }: ReachableWitness,
): Promise<number> {
  for (const row of [await log.newest(), await log.cosigned()])
    if (row && cosignaturesOf(row.note, [key]).length > 0) return row.size
  return 0
}
