/**
 * The process that is killed: imports documents one after another into an archive, and says so on stdout.
 * `opening` before the archive is touched, `ready` when it is migrated, `ack <n> <work> <version>` only when
 * the import of document n has resolved, `closing` and `closed` at the end.
 *
 * Arguments: directory, first document, how many, `local`, `thread` or `group` (some in one transaction), and
 * `safe`, `early-ack`, which acknowledges what is not written yet, or `log-alone`, which never writes the log
 * back, so that what is acknowledged stands in it alone.
 */

import { writeSync } from 'node:fs'
import { Archive } from '../../dist/src/archive/archive.js'
import { LocalWriter } from '../../dist/src/archive/local-writer.js'
import { prepareArchive } from '../../dist/src/archive/preparing.js'
import { writerThread } from '../../dist/src/archive/writer-thread.js'
import { newWork } from '../../dist/src/edition/new-work.js'
import { databaseFile } from '../../dist/src/files/archive-files.js'
import { loadSource } from '../../dist/src/formats/load.js'
import { openWriter } from '../../dist/src/store/sqlite/open.js'
import { documentBytes } from './documents.js'

/** Pages in the log after which it is written back: few, so that kills fall into checkpoints too; 0 is never. */
const CHECKPOINT_PAGES = { safe: 40, 'early-ack': 40, 'log-alone': 0 }
/** Documents in one transaction. */
const GROUP = 5

const [directory, first, count, kind, safety] = process.argv.slice(2)
const say = (line) => writeSync(1, `${line}\n`)

function openLocal() {
  const connection = openWriter(databaseFile(directory))
  connection.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES[safety]}`)
  return new LocalWriter(connection, () => new Date().toISOString())
}

function acknowledge(numbers, recorded) {
  for (const [at, { work, version }] of recorded.entries()) say(`ack ${numbers[at]} ${work} ${version}`)
}

async function foretold(request) {
  const { document } = await loadSource(request)
  const { work, edition } = newWork(request, document)
  return { work: work.id, version: edition.version.id }
}

say('opening')
await prepareArchive(directory)
const writer = kind === 'thread' ? writerThread(directory) : openLocal()
const reader = kind === 'thread' ? new Archive(directory) : undefined
say('ready')
const size = kind === 'group' ? GROUP : 1
const end = Number(first) + Number(count)
for (let n = Number(first); n < end; n += size) {
  const numbers = Array.from({ length: Math.min(size, end - n) }, (_, at) => n + at)
  const requests = numbers.map((number) => ({
    bytes: documentBytes(number),
    mediaType: 'text/markdown',
    fileName: `${number}.md`,
  }))
  if (safety === 'early-ack') acknowledge(numbers, await Promise.all(requests.map(foretold)))
  const recorded = await Promise.all(requests.map((request) => writer.importSource(request)))
  if (safety !== 'early-ack') acknowledge(numbers, recorded)
}
say('closing')
reader?.close()
await writer.close()
say('closed')
