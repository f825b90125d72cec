import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seed } from '../../seeds/index.ts'
import { logBeside, openPrepared } from '../../src/archive/preparing.ts'
import { Publisher } from '../../src/archive/signing/publisher.ts'
import { newWork } from '../../src/edition/new-work.ts'
import { databaseFile } from '../../src/files/archive-files.ts'
import type { Database } from '../../src/store/sqlite/database.ts'
import { openWriter } from '../../src/store/sqlite/open.ts'
import { recordNewWork } from '../../src/store/sqlite/works/record-work.ts'
import { load } from './load.ts'

/** Where archives are kept to be copied: the run's folder, when `npm test` runs the tests, else one of this process. */
const KEPT = process.env['COLOPHON_TEST_ARCHIVES'] ?? ofThisProcess()

/**
 * Puts an archive into a folder that has the seed article, imported at an ISO time, with a log and a key of its own. The work
 * is copied from an archive that has no log yet: to import it takes half a second where nothing was imported before.
 */
export async function makeSeededArchive(directory: string, time: string): Promise<Database> {
  const kept = join(KEPT, `${time}.sqlite`)
  if (!existsSync(kept)) await keepUnpublished(kept, time)
  copyFileSync(kept, databaseFile(directory))
  const connection = openWriter(databaseFile(directory))
  new Publisher(connection, logBeside(directory)).publishMissing(time)
  return connection
}

/** Two processes may do this at once: each puts a whole file there. */
async function keepUnpublished(kept: string, time: string): Promise<void> {
  mkdirSync(KEPT, { recursive: true })
  const draft = mkdtempSync(join(KEPT, 'draft-'))
  const connection = await openPrepared(draft)
  await seed({
    importSource: async (given) => {
      const { request, document } = load(given)
      return recordNewWork(connection, newWork(request, document), { now: time, publish: () => {} })
    },
  })
  connection.close()
  renameSync(databaseFile(draft), kept)
  rmSync(draft, { recursive: true })
}

function ofThisProcess(): string {
  const directory = mkdtempSync(join(tmpdir(), 'colophon-archives-'))
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }))
  return directory
}
