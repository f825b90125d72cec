import { basename } from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { MISATTRIBUTIONS } from '../attribution/claim.ts'
import { Citer } from '../citing/citer.ts'
import { listText } from '../collections/lists/list-text.ts'
import { ColophonError } from '../errors.ts'
import { readGiven } from '../files/user-path.ts'
import { bibliographyOf } from '../manuscripts/bibliography.ts'
import { type Checking, type CheckServices, checkQuotations } from '../manuscripts/check-quotations.ts'
import { MANUSCRIPT_TITLES } from '../manuscripts/formats/registry.ts'
import { type ManuscriptReader, manuscriptReaderThread } from '../manuscripts/reader-thread.ts'
import { workNamed } from '../resolving/work.ts'
import { LocalSearching } from '../searching/searching-thread.ts'
import type { WorkRecord } from '../store/works.ts'
import { checkedQuotationView } from '../wire/checked-quotation.ts'
import { addressesOf } from './addresses.ts'
import { manuscriptFiles } from './checking/manuscript-files.ts'
import type { Counts, Reporter } from './checking/report-form.ts'
import { REPORT_FORMATS, type ReportFormat, reporterOf } from './checking/reporter.ts'
import { EXIT } from './exit-codes.ts'
import { exitCodeOfFiles, noteFailure } from './file-failures.ts'
import { openStyles } from './opening-styles.ts'
import { printStyled } from './output.ts'
import { withCount } from './progress-bar.ts'
import { settingsOf, withSettings } from './settings.ts'
import { usingArchive } from './using-archive.ts'

interface CheckOptions {
  bib?: string
  work?: string[]
  style: string
  locale?: string
  type?: string
  timeout: number
  strict?: boolean
  all?: boolean
  json?: boolean
  format: ReportFormat
}

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
  withSettings(command, ['data', 'styles', 'baseUrl', 'host', 'port']).action(check)
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
  const config = settingsOf(self)
  const citer = new Citer({ styles: openStyles(config) })
  citer.styles.find(options.style)
  await usingArchive(config.data, async (archive) => {
    const works: WorkRecord[] = []
    for (const name of options.work ?? []) works.push(await workNamed({ archive }, name))
    const services = {
      archive,
      citer,
      urls: addressesOf(config),
      searching: new LocalSearching(archive),
    }
    const { bib } = options
    const bibliography =
      bib === undefined ? new Map() : await bibliographyOf({ text: listText(bib), name: bib })
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
    const reader = manuscriptReaderThread({ longest: options.timeout * 1000, late: lateness(options) })
    const checking = { works, bibliography }
    let checked = 0
    for (const file of filesOf(paths, noted)) {
      try {
        await checkFile({ ...services, reader }, file, { checking, options, counts, reporter })
        checked++
      } catch (error) {
        noted(file, error as Error)
      }
    }
    await reader.close()
    reporter.end(counts, checked).forEach(printStyled)
    if (hasFailed(counts, options)) process.exitCode = EXIT.altered
    else if (failures.length > 0) process.exitCode = exitCodeOfFiles(failures)
  })
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

/** How files are checked, and what comes of it. */
interface Check {
  checking: Checking
  options: CheckOptions
  counts: Counts
  reporter: Reporter
}
type Services = CheckServices & Parameters<typeof checkedQuotationView>[0] & { reader: ManuscriptReader }

function lateness({ timeout }: CheckOptions): string {
  return `To check it takes longer than ${timeout} seconds. Check it in parts, or give it more by --timeout.`
}

async function checkFile(
  services: Services,
  file: string,
  { checking, options, counts, reporter }: Check,
): Promise<void> {
  const { style, locale } = options
  const until = performance.now() + options.timeout * 1000
  const quotations = await services.reader.read(manuscriptOf(file, options.type), Number.POSITIVE_INFINITY)
  await withCount({ doing: 'checking', of: quotations.length, least: LONG }, async (counted) => {
    for await (const checked of checkQuotations(services, quotations, checking)) {
      if (performance.now() > until) throw new ColophonError('source_too_complex', lateness(options))
      const isWrong = MISATTRIBUTIONS.has(checked.attribution.attribution)
      counts[checked.outcome]++
      if (isWrong) counts.misattributed++
      const view = await checkedQuotationView(services, checked, { style, locale })
      const lines = reporter.checked(file, view)
      counted.printing(() => lines.forEach(printStyled))
      counted.oneDone()
    }
  })
}

function manuscriptOf(file: string, type = '') {
  return { bytes: readGiven(file), mediaType: type, fileName: file === '-' ? '' : basename(file) }
}
