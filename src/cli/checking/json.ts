import { visibleJson } from '../visible.ts'
import type { Reporter } from './report-form.ts'

/** A line of JSON for each quotation. */
export function jsonReporter(): Reporter {
  return {
    checked: (file, view) => [visibleJson({ file, ...view })],
    failed: () => [],
    end: () => [],
  }
}
