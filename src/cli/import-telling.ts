import type { SourceFile } from '../collections/walk.ts'
import { noteFailure } from './file-failures.ts'
import type { ImportOptions } from './import-options.ts'
import type { ImportSummary } from './import-summary.ts'
import { printJson } from './output.ts'

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
