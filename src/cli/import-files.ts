import type { SourceFile } from '../collections/walk.ts'
import type { Config } from '../config.ts'
import { workNamed } from '../resolving/work.ts'
import { Namesakes } from '../store/sqlite/works/namesakes.ts'
import { readingFor } from './import-reading.ts'
import { ImportReport } from './import-report.ts'
import { amountOf, type Telling, tellFailure } from './import-telling.ts'
import { type Imported, imported, importedAs } from './importing.ts'
import { withFiles } from './progress-bar.ts'
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
    const report = new ImportReport(connection, new Namesakes(connection), options)
    await tellEach(files, outcomes, { ...telling, report }).finally(stopping.end)
    if (stopping.isAsked()) summary.stop(files.length)
  })
}

async function tellEach(
  files: readonly SourceFile[],
  outcomes: AsyncGenerator<Imported>,
  { report, ...telling }: Telling & { report: ImportReport },
): Promise<void> {
  await withFiles(amountOf(files, 'importing'), async (counted) => {
    for await (const { file, size, outcome, manifest } of outcomes) {
      counted.printing(() => {
        if (outcome.status === 'rejected') tellFailure(file, outcome.reason as Error, telling)
        else {
          telling.summary.add(outcome.value, size)
          report.done({ file, recorded: outcome.value, manifest })
        }
      })
      counted.fileDone(size)
    }
  })
}

/** Lets an interruption end the import after what is being written; a second one ends it at once. */
function stoppedBySignal() {
  let asked = false
  const ask = () => {
    asked = true
  }
  process.once('SIGINT', ask)
  return { isAsked: () => asked, end: () => void process.off('SIGINT', ask) }
}
