import type { SourceFile } from '../collections/walk.ts'
import { noteFailure } from './file-failures.ts'
import type { ImportOptions } from './import-options.ts'
import type { ImportReport } from './import-report.ts'
import type { ImportSummary } from './import-summary.ts'
import type { Imported } from './importing.ts'
import { printJson } from './output.ts'
import { withFiles } from './progress-bar.ts'

/** What all that is told of files goes by. */
export interface Telling {
  options: ImportOptions
  summary: ImportSummary
}

/** Says what is wrong with a file. */
export function tellFailure(
  file: string,
  error: Error & { code?: string },
  { summary, options }: Telling,
): void {
  summary.fail(file, error)
  if (options.json) printJson({ file, error: { code: error.code ?? 'failure', detail: error.message } })
  noteFailure(file, error)
}

/** How much there is to do. */
export function amountOf(files: readonly SourceFile[], doing: string) {
  return { doing, files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) }
}

/** Tells of each file when it is there, or why it is not. */
export async function tellEach(
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
