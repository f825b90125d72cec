import { xmlEscaped } from '../../text/xml.ts'
import type { Reporter, ReportOptions } from './report-form.ts'
import { hasLines, headingOf, levelOf, placeOf, plainLines, type View } from './told.ts'

interface Suite {
  cases: string[]
  failures: number
  errors: number
  skipped: number
}

/** Characters of a quotation by which it is named. */
const NAMED = 60

/** JUnit's XML, which most services of continuous integration read: a suite for each file, a case for each quotation. */
export function junitReporter({ strict }: ReportOptions): Reporter {
  const suites = new Map<string, Suite>()
  const suiteOf = (file: string): Suite => {
    const suite = suites.get(file) ?? { cases: [], failures: 0, errors: 0, skipped: 0 }
    suites.set(file, suite)
    return suite
  }
  return {
    checked(file, view) {
      const suite = suiteOf(file)
      const isFailure = levelOf(view, strict) === 'error'
      const isSkipped = !isFailure && view.outcome !== 'word_for_word'
      if (isFailure) suite.failures++
      if (isSkipped) suite.skipped++
      suite.cases.push(caseOf(file, view, isFailure ? 'failure' : isSkipped ? 'skipped' : undefined))
      return []
    },
    failed(file, { message }) {
      const suite = suiteOf(file)
      suite.errors++
      suite.cases.push(
        `    <testcase ${attributes({ name: 'reading the manuscript', classname: file })}><error ${attributes({ message })}/></testcase>`,
      )
      return []
    },
    end: () => [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuites name="colophon check">',
      ...[...suites].flatMap(([file, suite]) => suiteLines(file, suite)),
      '</testsuites>',
    ],
  }
}

function suiteLines(name: string, { cases, failures, errors, skipped }: Suite): string[] {
  return [
    `  <testsuite ${attributes({ name, tests: cases.length, failures, errors, skipped })}>`,
    ...cases,
    '  </testsuite>',
  ]
}

function caseOf(file: string, view: View, result: 'failure' | 'skipped' | undefined): string {
  const words = Array.from(view.asQuoted)
  const name = `${placeOf(view)}: “${words.slice(0, NAMED).join('')}${words.length > NAMED ? '…' : ''}”`
  const place = hasLines(view) ? { file, line: view.where.start.line } : { file }
  const open = `    <testcase ${attributes({ name, classname: file, ...place })}`
  if (!result) return `${open}/>`
  const told = attributes({ message: headingOf(view) })
  const text = plainLines(view).map(xmlEscaped).join('\n')
  return result === 'skipped'
    ? `${open}><skipped ${told}/></testcase>`
    : `${open}><failure ${told}>${text}</failure></testcase>`
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${xmlEscaped(`${value}`)}"`)
    .join(' ')
}
