import { shown } from '../output.ts'
import type { Reporter, ReportOptions } from './report-form.ts'
import { hasLines, headingOf, isToBeTold, type Level, levelOf, plainLines, type View } from './told.ts'

const COMMANDS: Readonly<Record<Level, string>> = { error: 'error', warning: 'warning', note: 'notice' }

/** Annotations of GitHub Actions ("Workflow commands", setting an error message): shown beside the lines of a change. */
export function githubReporter({ strict, all }: ReportOptions): Reporter {
  return {
    checked(file, view) {
      if (!all && !isToBeTold(view)) return []
      const title = `Quotation ${headingOf(view)}`
      return [
        annotation(COMMANDS[levelOf(view, strict)], { file, ...placeIn(view), title }, plainLines(view)),
      ]
    },
    failed: (file, { message }) => [annotation('error', { file, title: 'Manuscript not read' }, [message])],
    end: () => [],
  }
}

/** Columns are told of runs within one line alone. */
function placeIn(view: View): Record<string, string | number> {
  if (!hasLines(view)) return {}
  const { start, end } = view.where
  if (start.line !== end.line) return { line: start.line, endLine: end.line }
  return { line: start.line, endLine: end.line, col: start.column, endColumn: end.column }
}

function annotation(
  command: string,
  properties: Readonly<Record<string, string | number>>,
  lines: readonly string[],
): string {
  const told = Object.entries(properties).map(
    ([name, value]) => `${name}=${escapedProperty(shown(`${value}`))}`,
  )
  return `::${command} ${told.join(',')}::${escaped(lines.map(shown).join('\n'))}`
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
