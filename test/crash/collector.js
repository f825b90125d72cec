/**
 * The process that is killed while it imports a folder: as `colophon import` does it, but for its clock, which stands
 * still, and its nonces, which are all alike, so that an import that was killed and done again makes the same log as one
 * that was not. Says `ready`, then `new` or `known` with the file for each that is on disk, at last `closed`.
 *
 * Arguments: the archive's directory, the folder.
 */
import { writeSync } from 'node:fs'
import { LocalWriter } from '../../dist/src/archive/local-writer.js'
import { prepareArchive } from '../../dist/src/archive/preparing.js'
import { readSourceFile } from '../../dist/src/archive/source-file.js'
import { imported } from '../../dist/src/cli/importing.js'
import { walk } from '../../dist/src/collections/walk.js'
import { databaseFile } from '../../dist/src/files/archive-files.js'
import { openWriter } from '../../dist/src/store/sqlite/open.js'
import { knownSource } from '../../dist/src/store/sqlite/works/known-source.js'

const [directory, folder] = process.argv.slice(2)
const now = () => '2026-01-01T00:00:00.000Z'

await prepareArchive(directory, { now })
const connection = openWriter(databaseFile(directory))
const writer = new LocalWriter(connection, now, { randomBytes: (count) => Buffer.alloc(count, 7) })
writeSync(1, 'ready\n')
const importing = {
  writer,
  read: ({ file, mediaType }) => readSourceFile(file, { type: mediaType }),
  known: (sha256) => knownSource(connection, sha256),
}
for await (const { file, outcome } of imported(walk([folder]).files, importing)) {
  if (outcome.status === 'rejected') throw outcome.reason
  writeSync(1, `${outcome.value.known ? 'known' : 'new'} ${file}\n`)
}
await writer.close()
writeSync(1, 'closed\n')
