import { join, resolve } from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { type ExportReport, exportDumps } from '../dumps/export.ts'
import { databaseFile, dumpsDirectory } from '../files/archive-files.ts'
import type { DumpFormat } from '../files/dump-files.ts'
import { tellingDamages } from './damage-report.ts'
import { exportBags, exportObjects } from './export-packages.ts'
import { note, print, printJson } from './output.ts'
import { withProgress } from './progress-bar.ts'
import { settingsOf, withSettings } from './settings.ts'

const FORMATS: Record<string, DumpFormat[]> = {
  ndjson: ['ndjson'],
  sqlite: ['sqlite'],
  all: ['ndjson', 'sqlite'],
}
const MOST_KEPT = 1000

interface ExportOptions {
  out?: string
  format: string
  keep: number
  bagit?: string
  ocfl?: string
  work?: string[]
  json?: boolean
}

/** `colophon export`. */
export function addExport(program: Command): void {
  const command = program
    .command('export')
    .option(
      '--out <directory>',
      'where to write them; the server gives out the default alone (default: dumps in the data)',
    )
    .addOption(
      new Option('--format <name>', 'lines of JSON, a database of SQLite, or both')
        .choices(Object.keys(FORMATS))
        .default('all'),
    )
    .option('--keep <number>', 'dumps of each format that stay; older ones are removed', wholeNumber, 2)
    .option('--bagit <directory>', 'write each work as a bag (BagIt 1.0) there, and no dumps')
    .addOption(
      new Option(
        '--ocfl <directory>',
        'write all works, or what is new of them, into a storage root (OCFL 1.1) there, and no dumps',
      ).conflicts('bagit'),
    )
    .option('--work <id...>', 'with --bagit and --ocfl: these works alone')
    .option('--json', 'print a line of JSON for each file')
    .addHelpText(
      'after',
      '\nExample:\n  colophon export --data ./data --keep 3\n  colophon export --bagit ./bags\n  colophon export --ocfl ./ocfl\n\nThe server may go on serving and importing meanwhile. The files hold nothing that was withdrawn, no access keys, and nothing that is of use here alone.\nExit codes: 0 ok, 1 not written, 2 usage, 5 or 6 what would be exported is not what was signed, 10 no archive.',
    )
  withSettings(command, ['data']).action(run)
}

async function run(options: ExportOptions, self: Command): Promise<void> {
  const { out, format, keep, json, bagit, ocfl } = options
  const { data } = settingsOf(self)
  if (bagit !== undefined) return exportBags(bagit, { ...options, data })
  if (ocfl !== undefined) return exportObjects(ocfl, { ...options, data })
  const directory = out === undefined ? dumpsDirectory(databaseFile(data)) : resolve(out)
  const asJson = json ? { json } : {}
  await tellingDamages(asJson, async () => {
    const exported = await withProgress('exporting', (progress) =>
      exportDumps(data, {
        out: directory,
        formats: FORMATS[format]!,
        keep,
        now: new Date().toISOString(),
        progress,
      }),
    )
    report(exported, { directory, ...asJson })
  })
}

function report(
  { made, removed }: ExportReport,
  { directory, json }: { directory: string; json?: boolean },
): void {
  for (const dump of made) {
    const file = join(directory, dump.file)
    if (json) printJson({ ...dump, file })
    else print([`file    ${file}`, `bytes   ${dump.bytes}`, `sha256  ${dump.sha256}`].join('\n'))
  }
  const [{ counts, logSize }] = made as [ExportReport['made'][number]]
  note(
    `${counts.works} works in ${counts.versions} versions with ${counts.paragraphs} paragraphs, ${counts.quotes} registered quotes, ${logSize} entries of the log.`,
  )
  for (const file of removed) note(`removed ${join(directory, file)}`)
}

function wholeNumber(typed: string): number {
  const number = Number(typed)
  if (/^\d{1,4}$/.test(typed) && number >= 1 && number <= MOST_KEPT) return number
  throw new InvalidArgumentError(`It must be a whole number from 1 to ${MOST_KEPT}.`)
}
