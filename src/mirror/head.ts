import { openCheckpoint, type SignedCheckpoint } from '../log/checkpoint.ts'
import { LogError } from '../log/errors.ts'
import type { NoteVerifier } from '../log/note-key.ts'
import type { Policy } from '../log/policy.ts'
import { MirrorError } from './errors.ts'
import type { Origin } from './origin.ts'
import { cosignedAsAsked } from './policy.ts'

/** A checkpoint with the note that says it. */
export interface Head extends SignedCheckpoint {
  note: string
  /** The lines of the cosignatures of a policy's witnesses. */
  cosignatures: string[]
}

/** More than any note has, in bytes. */
const LONGEST_CHECKPOINT = 100_000

/**
 * The newest checkpoint of an origin, signed by a key that is trusted and cosigned as a policy asks. Where witnesses have
 * not seen it yet, it is the newest that they have, unless that is smaller than `least`.
 *
 * @throws MirrorError `origin_unreachable`, `bad_signature`, `not_cosigned`
 */
export async function fetchHead(
  origin: Origin,
  trusted: readonly NoteVerifier[],
  { policy, least = 0 }: { policy?: Policy | undefined; least?: number } = {},
): Promise<Head> {
  const answer = await origin.get('/log/checkpoint', LONGEST_CHECKPOINT)
  if (answer.status !== 200) {
    throw new MirrorError(
      'origin_unreachable',
      `${origin.url} has no checkpoint. Either nothing was published there yet, or it is not a Colophon archive.`,
    )
  }
  const newest = openHead(answer.bytes.toString(), trusted)
  try {
    return { ...newest, cosignatures: cosignedAsAsked(newest.note, policy) }
  } catch (error) {
    if (!(error instanceof MirrorError) || error.code !== 'not_cosigned') throw error
    const earlier = await origin.get('/log/checkpoint/cosigned', LONGEST_CHECKPOINT)
    if (earlier.status !== 200) throw error
    const head = openHead(earlier.bytes.toString(), trusted)
    // That the witnesses are behind takes nothing back.
    if (head.size < least) throw error
    return { ...head, cosignatures: cosignedAsAsked(head.note, policy) }
  }
}

/** @throws MirrorError `bad_signature` */
export function openHead(note: string, trusted: readonly NoteVerifier[]): Head {
  try {
    return { ...openCheckpoint(note, trusted), note, cosignatures: [] }
  } catch (error) {
    if (!(error instanceof LogError)) throw error
    throw new MirrorError(
      'bad_signature',
      `The checkpoint is not one that the log signed: ${error.message} Nothing was taken over. If the archive has a new key, get it from people you trust there and add it with --key.`,
      { note },
    )
  }
}

/**
 * Refuses a checkpoint that takes back what was seen before, or speaks of another log of the same length.
 *
 * @throws MirrorError `origin_rolled_back`, `fork`; both notes are in its details
 */
export function refuseOlder(head: Head, seen: Head): void {
  const notes = { ours: seen.note, theirs: head.note }
  if (head.size < seen.size) {
    throw new MirrorError(
      'origin_rolled_back',
      `The log had ${seen.size} entries when it was last seen, and has ${head.size} now. Nothing was taken over. Another server may be in its place, or an old backup: ask the archive.`,
      notes,
    )
  }
  if (head.size === seen.size) refuseFork(head.root, { seen, head })
}

/**
 * Refuses a log whose first entries, as many as were seen before, are others than those: one key signed two histories.
 *
 * @param root of these entries as the log has them now
 * @throws MirrorError `fork`; both notes are in its details
 */
export function refuseFork(root: Buffer, { seen, head }: { seen: Head; head: Head }): void {
  if (root.equals(seen.root)) return
  throw new MirrorError(
    'fork',
    `The log shows another history than it showed before: its first ${seen.size} entries were others. Nothing here was touched. Both signed notes are kept: together they prove it to anybody.`,
    { ours: seen.note, theirs: head.note },
  )
}
