import { existsSync, linkSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import { ColophonError } from '../../errors.ts'
import { syncDirectory } from '../../files/sync-directory.ts'
import { type NoteSigner, printVerifierKey } from '../../log/note-key.ts'
import type { Connection } from '../../store/sql/connection.ts'
import { logSigner, oldKeyFile } from './log-key.ts'
import type { LogWriter } from './log-writer.ts'

/**
 * Gives a log a new key, and answers with it as it is handed out. The log tells it in an entry, which the key before
 * signs; then both sign, until the operator removes the file of the old one. A rotation that was cut off is gone on
 * with by the next.
 *
 * @throws ColophonError `rotation_under_way`, `log_not_begun`, `log_rolled_back`, `unusable_key`
 */
export function rotateKey(
  db: Connection,
  { log, keyFile, now }: { log: LogWriter; keyFile: string; now: string },
): string {
  const old = oldKeyFile(keyFile)
  const next = `${keyFile}.new`
  const [{ name }, before] = log.signers() as [NoteSigner, NoteSigner?]
  if (log.toldKeys().length === 0) {
    throw new ColophonError(
      'log_not_begun',
      `Nothing was published with the key in ${keyFile} yet. Remove the file, and a new key is made.`,
    )
  }
  if (before) {
    throw new ColophonError(
      'rotation_under_way',
      `The key before this one, in ${old}, still signs. Remove the file once mirrors had time to follow, then rotate again.`,
    )
  }
  const vkey = printVerifierKey(logSigner(next, name))
  db.transaction(() => {
    if (!log.toldKeys().includes(vkey)) log.append({ op: 'key', id: name, vkey }, now)
  })
  // At each moment there is a key in its place that the log has told.
  if (!existsSync(old)) linkSync(keyFile, old)
  renameSync(next, keyFile)
  syncDirectory(dirname(keyFile))
  log.sign(now)
  if (!log.isSignedByAll()) {
    // The old key alone signed the entry that tells the new one: this rotation was cut off, or another process signed
    // just then. A note is never replaced, so both sign one entry more.
    db.transaction(() => log.append({ op: 'heartbeat', id: name }, now))
    log.sign(now)
  }
  return vkey
}
