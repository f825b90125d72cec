import { type Command, InvalidArgumentError, Option } from 'commander'
import { MISATTRIBUTIONS } from '../attribution/claim.ts'
import { MANUSCRIPT_TITLES } from '../manuscripts/formats/registry.ts'
import { asking, serverFor, withWhom } from './asking/asking.ts'
import type { Checker, CheckOptions } from './checking/checker.ts'
import { manuscriptFiles } from './checking/manuscript-files.ts'
import type { Counts } from './checking/report-form.ts'
import { REPORT_FORMATS, reporterOf } from './checking/reporter.ts'
import { EXIT } from './exit-codes.ts'
import { exitCodeOfFiles, noteFailure } from './file-failures.ts'
import { printStyled } from './output.ts'
import { withCount } from './progress-bar.ts'
import { settingsOf } from './settings.ts'

const HELP = `
Quotations are the words between quotation marks and the block quotations. They are word for word when they stand in a
work as they are quoted. These may differ: typography, the case of the first letter, a comma or full stop at the end,
and what is marked, as in "[t]he" and "[...]". Quotations of one or two words are listed only where they stand word for word.
A quotation is looked for first in the works that are cited beside it, then in all. Read are keys ([@key, para. 4],
\\cite), names and years, notes, numbers and "ibid."; keys are those of --bib, of this archive, or of the list of
references at the end. Whether work, author, year and paragraph are those cited is told apart from the words.

Exit code: 5 when a quotation is altered or doubtful (a long one that is only somewhat like a passage), or when its
source is surely another than is cited, else 0.
Quotations that are like nothing in the archive are listed; they fail with --strict alone. Else 1 when a file is no
manuscript that can be opened or takes longer than --timeout, 2 when it cannot be read. Of a folder all manuscripts are checked.

Examples:
  colophon check paper.md
  colophon check thesis.docx chapters/ --work breaking-the-siege-of-aleppo --style mla
  colophon check chapters/ --format github
  curl -s https://example.org/essay.html | colophon check - --json`

/** `colophon check`. */
export function addCheck(program: Command): void {
  const command = program
    .command('check')
    .argument('<file...>', `${MANUSCRIPT_TITLES}, and folders of them; - reads from stdin`)
    .option('--work <id>', 'look only in this work (id or slug); may be repeated', collect)
    .option('--bib <file>', 'the bibliography of the manuscripts (.bib or CSL-JSON), by whose keys they cite')
    .option('--style <name>', 'of the citations: apa, mla or the name of a CSL style', 'apa')
    .option('--locale <tag>', 'language of the citations (default: that of the style)')
    .option('--type <media type>', 'what the files are (default: told by extension or content)')
    .option('--timeout <seconds>', 'what one manuscript may take; then the next is checked', seconds, 300)
    .option('--strict', 'fail for quotations that are not found, too')
    .option('--all', 'list the quotations that are word for word, too')
    .addOption(new Option('--format <name>', 'how it is told').choices(REPORT_FORMATS).default('text'))
    .option('--json', 'print a line of JSON for each quotation: --format json')
    .addHelpText('after', HELP)
  withWhom(command).action(check)
}

const MOST_SECONDS = 86_400

function seconds(typed: string): number {
  const wanted = Number(typed)
  if (/^\d{1,5}$/.test(typed) && wanted > 0 && wanted <= MOST_SECONDS) return wanted
  throw new InvalidArgumentError(`It is a number of seconds from 1 to ${MOST_SECONDS}.`)
}

function collect(value: string, before: string[] = []): string[] {
  return [...before, value]
}

async function check(paths: string[], options: CheckOptions, self: Command): Promise<void> {
  const run = (checker: Checker) => checkAll(paths, options, checker)
  if (serverFor(self) === '') {
    const { withLocalChecker } = await import('./checking/local-checker.ts')
    await withLocalChecker(settingsOf(self), options, run)
  } else {
    const { askedChecker } = await import('./asking/check.ts')
    await asking(self, async (ask) => run(askedChecker(ask, options, self)))
  }
}

async function checkAll(paths: string[], options: CheckOptions, checker: Checker): Promise<void> {
  const { json, format, strict = false, all = false } = options
  const reporter = reporterOf(json ? 'json' : format, { strict, all })
  const failures: Error[] = []
  const counts: Counts = {
    ...{ word_for_word: 0, altered: 0, doubtful: 0, not_found: 0, not_checked: 0 },
    misattributed: 0,
  }
  const noted = (file: string, error: Error) => {
    noteFailure(file, error)
    reporter.failed(file, error).forEach(printStyled)
    failures.push(error)
  }
  let files = 0
  for (const file of filesOf(paths, noted)) {
    try {
      const { quotations, views } = await checker(file)
      await withCount({ doing: 'checking', of: quotations, least: LONG }, async (counted) => {
        for await (const view of views) {
          counts[view.outcome]++
          if (MISATTRIBUTIONS.has(view.attribution)) counts.misattributed++
          const lines = reporter.checked(file, view)
          counted.printing(() => lines.forEach(printStyled))
          counted.oneDone()
        }
      })
      files++
    } catch (error) {
      noted(file, error as Error)
    }
  }
  reporter.end(counts, files).forEach(printStyled)
  if (hasFailed(counts, options)) process.exitCode = EXIT.altered
  else if (failures.length > 0) process.exitCode = exitCodeOfFiles(failures)
}

function filesOf(paths: readonly string[], noted: (path: string, error: Error) => void): string[] {
  return paths.flatMap((path) => {
    try {
      return manuscriptFiles(path)
    } catch (error) {
      noted(path, error as Error)
      return []
    }
  })
}

function hasFailed(
  { altered, doubtful, not_found, misattributed }: Counts,
  { strict = false }: CheckOptions,
): boolean {
  return altered + doubtful + misattributed > 0 || (strict && not_found > 0)
}

/** Fewer quotations are checked before a person could read a bar. */
const LONG = 41
