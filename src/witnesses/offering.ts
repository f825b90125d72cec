import { setTimeout as sleep } from 'node:timers/promises'
import type { ReachableWitness } from './ask-witness.ts'
import { lastCosigned, type OfferedLog, offer } from './offer.ts'

/** How long it is waited, in milliseconds: until it is looked for a new checkpoint; after a failure, at first and at last; for an answer. */
export interface Pace {
  every: number
  first: number
  last: number
  patience?: number
}

const USUAL: Pace = { every: 1000, first: 5000, last: 600_000 }

/**
 * Offers each new checkpoint of a log to witnesses, each by itself: one that is slow or dead keeps neither the log nor the
 * others waiting, and is asked less and less often.
 *
 * @param told is told what failed, once for each try
 * @returns what ends it
 */
export function keepOffering(
  offered: OfferedLog,
  witnesses: readonly ReachableWitness[],
  { told, pace = USUAL }: { told: (error: Error) => void; pace?: Pace },
): () => void {
  const ending = new AbortController()
  const { signal } = ending
  // Nothing that waits here keeps the process.
  const pause = (milliseconds: number) =>
    sleep(milliseconds, undefined, { signal, ref: false }).catch(() => {})
  for (const witness of witnesses) void offerTo(witness)
  return () => ending.abort()

  async function offerTo(witness: ReachableWitness): Promise<void> {
    let [done, wait] = [-1, pace.first]
    while (!signal.aborted) {
      try {
        done = await offerNewest(offered, { witness, done, patience: pace.patience })
        wait = pace.first
        await pause(pace.every)
      } catch (error) {
        if (signal.aborted) return
        told(
          new Error(
            `The witness ${witness.name} (${witness.url}) does not cosign: ${reasonOf(error as Error)}.`,
          ),
        )
        await pause(wait)
        wait = Math.min(2 * wait, pace.last)
      }
    }
  }
}

/**
 * Offers the newest checkpoint unless the witness has cosigned it.
 *
 * @param done the size that it is known to have cosigned; -1 when nothing is known
 * @returns the same after it
 */
async function offerNewest(
  offered: OfferedLog,
  { witness, done, patience }: { witness: ReachableWitness; done: number; patience: number | undefined },
): Promise<number> {
  const checkpoint = await offered.log.checkpoint()
  if (!checkpoint || checkpoint.size <= done) return done
  const known = done < 0 ? await lastCosigned(offered, witness) : done
  if (known < checkpoint.size) await offer(offered, checkpoint, { witness, known, patience })
  return checkpoint.size
}

function reasonOf({ message, cause }: Error): string {
  return cause instanceof Error ? `${message} (${cause.message})` : message
}
