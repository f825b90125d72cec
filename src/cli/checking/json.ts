import { shownJson } from '../output.ts'
import type { Reporter } from './report-form.ts'

/** JSON for each quotation: a line, on a terminal several. */
export function jsonReporter(): Reporter {
  return {
    checked: (file, view) => [shownJson({ file, ...view })],
    failed: () => [],
    end: () => [],
  }
}
