/**
 * The process that is killed: imports documents one after another into an archive, and says so on stdout.
 * `opening` before the archive is touched, `ready` when it is migrated, `ack <n> <work> <version>` only when
 * the import of document n has resolved, `closing` and `closed` at the end.
 *
 * Arguments: directory, first document, how many, `local` or `thread`, and `safe` or `early-ack`, which
 * acknowledges what is not written yet: the harness must see that.
 */

import { writeSync } from 'node:fs'
import { Archive, prepareArchive } from '../../dist/src/archive/archive.js'
import { LocalWriter } from '../../dist/src/archive/writer.js'
import { WriterThread } from '../../dist/src/archive/writer-thread.js'
import { databaseFile } from '../../dist/src/archive-files.js'
import { newWork } from '../../dist/src/edition/new-work.js'
import { load } from '../../dist/src/loading/registry.js'
import { openWriter } from '../../dist/src/store/connection.js'
import { documentBytes } from './documents.js'

/** Pages in the log after which it is written back: few, so that kills fall into checkpoints too. */
const CHECKPOINT_PAGES = 40

const [directory, first, count, kind, safety] = process.argv.slice(2)
const say = (line) => writeSync(1, `${line}\n`)

function openLocal() {
  const connection = openWriter(databaseFile(directory))
  connection.sql.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
  return new LocalWriter(connection, () => new Date().toISOString())
}

say('opening')
await prepareArchive(directory)
const writer = kind === 'thread' ? new WriterThread(directory) : openLocal()
const reader = kind === 'thread' ? new Archive(directory) : undefined
say('ready')
for (let n = Number(first); n < Number(first) + Number(count); n++) {
  const request = { bytes: documentBytes(n), mediaType: 'text/markdown', fileName: `${n}.md` }
  if (safety === 'early-ack') {
    const {
      work,
      edition: { version },
    } = newWork(request, load(request))
    say(`ack ${n} ${work.id} ${version.id}`)
  }
  const { work, version } = await writer.importSource(request)
  if (safety === 'safe') say(`ack ${n} ${work} ${version}`)
}
say('closing')
reader?.close()
await writer.close()
say('closed')
