import type { SourceFile } from '../collections/walk.ts'
import type { Config } from '../config.ts'
import { workNamed } from '../resolving/work.ts'
import type { Connection } from '../store/sql/connection.ts'
import { readLoadSummary } from '../store/sqlite/versions/load-summary.ts'
import { Namesakes } from '../store/sqlite/works/namesakes.ts'
import { findWork } from '../store/sqlite/works/works.ts'
import { readingFor } from './import-reading.ts'
import { type ImportFacts, ImportReport } from './import-report.ts'
import { stoppedBySignal } from './import-stopping.ts'
import { type Telling, tellEach } from './import-telling.ts'
import { imported, importedAs } from './importing.ts'
import { usingStoreWriter } from './using-store-writer.ts'

/** Imports files into an archive, which is made when it is not there, and tells of each. */
export async function importFiles(
  files: readonly SourceFile[],
  config: Config,
  telling: Telling,
): Promise<void> {
  const { options, summary } = telling
  await usingStoreWriter(config, { create: true }, async ({ writer, connection, works }) => {
    const work = options.work && (await workNamed(works, options.work)).id
    const stopping = stoppedBySignal()
    const importing = {
      writer,
      ...readingFor(connection, options, work),
      updating: options.updateMetadata === true,
      stopped: stopping.isAsked,
    }
    const outcomes = work ? importedAs(work, files[0]!, importing) : imported(files, importing)
    const report = new ImportReport(factsOf(connection), options)
    await tellEach(files, outcomes, { ...telling, report }).finally(stopping.end)
    if (stopping.isAsked()) summary.stop(files.length)
  })
}

function factsOf(db: Connection): ImportFacts {
  const namesakes = new Namesakes(db)
  return {
    summary: (recorded) => readLoadSummary(db, recorded),
    namesake: (work) => namesakes.ofWork(work),
    metadata: (work) => findWork(db, work)?.metadata,
  }
}
