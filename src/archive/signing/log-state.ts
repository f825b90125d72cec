import { openCheckpoint, type SignedCheckpoint } from '../../log/checkpoint.ts'
import { type LogEntry, parseEntry } from '../../log/entry.ts'
import type { LogReader } from './log-reader.ts'

/** What a log is now: its newest checkpoint, and its last entries, the newest first. */
export interface LogState {
  checkpoint: SignedCheckpoint
  recent: LogEntry[]
}

/** Reads it with at most so many entries, of which there is one at least; undefined before anything was signed. */
export async function logState(log: LogReader, most: number): Promise<LogState | undefined> {
  const signed = await log.checkpoint()
  if (!signed) return undefined
  const checkpoint = openCheckpoint(signed.note, await log.keys())
  const from = Math.max(0, checkpoint.size - most)
  const bytes = await log.entries(from, checkpoint.size - from)
  const recent = bytes.map((entry, at) => parseEntry(entry, from + at)).reverse()
  return { checkpoint, recent }
}
