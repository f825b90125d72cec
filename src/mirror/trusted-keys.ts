import { openCheckpoint, type SignedCheckpoint } from '../log/checkpoint.ts'
import { parseEntry } from '../log/entry.ts'
import { LogError } from '../log/errors.ts'
import { type NoteVerifier, parseVerifierKey } from '../log/note-key.ts'
import type { Database } from '../store/sqlite/database.ts'
import { LogRows } from '../store/sqlite/log/log.ts'
import { readMirrorState } from '../store/sqlite/mirror/state.ts'

/**
 * The keys that were given, and those that the log tells in entries under a checkpoint that one of them signed: a log
 * that somebody made of other keys is trusted for none of them, and no log makes anybody trust those of another.
 *
 * @param given as they are handed out, one at least
 */
export function trustedKeys(db: Database, given: readonly string[]): NoteVerifier[] {
  const log = new LogRows(db)
  const trusted = new Map(given.map((vkey) => [vkey, parseVerifierKey(vkey)]))
  const names = new Set([...trusted.values()].map(({ name }) => name))
  const told = toldKeys(log).filter(({ name }) => names.has(name))
  const seen = readMirrorState(db)?.seen
  for (const note of [...log.notes(), ...(seen === undefined ? [] : [seen])]) {
    if (told.every(({ vkey }) => trusted.has(vkey))) break
    const size = opened(note, [...trusted.values()])?.size ?? 0
    for (const { seq, vkey } of told)
      if (seq < size && !trusted.has(vkey)) trusted.set(vkey, parseVerifierKey(vkey))
  }
  return [...trusted.values()]
}

/** The keys that entries tell, each of the log whose name it has. */
function toldKeys(log: LogRows): { seq: number; name: string; vkey: string }[] {
  return log.keyEntries(0, log.size()).flatMap(({ seq, bytes }) => {
    const entry = parseEntry(bytes, seq)
    return entry.op === 'key' ? [{ seq, name: entry.id, vkey: entry.vkey }] : []
  })
}

function opened(note: string, trusted: readonly NoteVerifier[]): SignedCheckpoint | undefined {
  try {
    return openCheckpoint(note, trusted)
  } catch (error) {
    if (error instanceof LogError) return undefined
    throw error
  }
}
