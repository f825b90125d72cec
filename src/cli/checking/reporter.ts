import { githubReporter } from './github.ts'
import { jsonReporter } from './json.ts'
import { junitReporter } from './junit.ts'
import type { Reporter, ReportOptions } from './report-form.ts'
import { sarifReporter } from './sarif.ts'
import { textReporter } from './text.ts'

const REPORTERS = {
  text: textReporter,
  json: jsonReporter,
  github: githubReporter,
  junit: junitReporter,
  sarif: sarifReporter,
} satisfies Record<string, (options: ReportOptions) => Reporter>

export type ReportFormat = keyof typeof REPORTERS
export const REPORT_FORMATS = Object.keys(REPORTERS) as ReportFormat[]

/** What tells of a check in a form. */
export function reporterOf(format: ReportFormat, options: ReportOptions): Reporter {
  return REPORTERS[format](options)
}
