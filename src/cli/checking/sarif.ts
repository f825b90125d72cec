import { SOFTWARE_VERSION } from '../../software.ts'
import { visibleJson } from '../visible.ts'
import type { Reporter, ReportOptions } from './report-form.ts'
import { hasLines, headingOf, isToBeTold, levelOf, placeOf, plainLines, type View } from './told.ts'

const RULES = [
  { id: 'altered', shortDescription: { text: 'The quotation has other words than the work.' } },
  { id: 'misattributed', shortDescription: { text: 'The words stand elsewhere than is cited.' } },
  { id: 'doubtful', shortDescription: { text: 'The quotation is only somewhat like a passage.' } },
  { id: 'not_found', shortDescription: { text: 'The quotation is like nothing in the archive.' } },
  { id: 'not_checked', shortDescription: { text: 'The quotation could not be looked for.' } },
]

/** SARIF 2.1.0 (OASIS), which GitHub's code scanning and editors read. */
export function sarifReporter({ strict }: ReportOptions): Reporter {
  const results: object[] = []
  const failures: object[] = []
  return {
    checked(file, view) {
      if (isToBeTold(view))
        results.push({
          ruleId: view.outcome === 'word_for_word' ? 'misattributed' : view.outcome,
          level: levelOf(view, strict),
          message: { text: [headingOf(view), ...plainLines(view)].join('\n') },
          locations: [locationOf(file, view)],
        })
      return []
    },
    failed(file, { message }) {
      failures.push({
        level: 'error',
        message: { text: message },
        locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) } } }],
      })
      return []
    },
    end: () => [visibleJson(logOf(results, failures), 2)],
  }
}

function logOf(results: readonly object[], failures: readonly object[]): object {
  const run = {
    tool: { driver: { name: 'colophon', version: SOFTWARE_VERSION, rules: RULES } },
    columnKind: 'unicodeCodePoints',
    invocations: [{ executionSuccessful: failures.length === 0, toolExecutionNotifications: failures }],
    results,
  }
  return { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }
}

/** A document without lines has no region; its place has a name. */
function locationOf(file: string, view: View): object {
  const { start, end } = view.where
  const artifactLocation = { uri: uriOf(file) }
  if (!hasLines(view))
    return {
      physicalLocation: { artifactLocation },
      logicalLocations: [{ fullyQualifiedName: placeOf(view) }],
    }
  const region = {
    startLine: start.line,
    startColumn: start.column,
    endLine: end.line,
    endColumn: end.column,
  }
  return { physicalLocation: { artifactLocation, region } }
}

function uriOf(file: string): string {
  return file.split(/[\\/]/).map(encodeURIComponent).join('/')
}
