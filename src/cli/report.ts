import type { Command } from 'commander'
import { FINDING_KINDS, type FindingKind } from '../review/finding.ts'
import { findings } from '../review/findings.ts'
import { addressesOf } from './addresses.ts'
import { note, printStyled } from './output.ts'
import { REPORT_FORMATS, type ReportFormat } from './report-formats.ts'
import { settingsOf, withSettings } from './settings.ts'
import { thereIsNo } from './unknown-name.ts'
import { usingArchive } from './using-archive.ts'

interface ReportOptions {
  format: string
  only?: string[]
}

const KINDS = Object.keys(FINDING_KINDS) as FindingKind[]

/** `colophon report`. */
export function addReport(program: Command): void {
  const command = program
    .command('report')
    .option('--format <format>', `one of ${Object.keys(REPORT_FORMATS).join(', ')}`, 'text')
    .option('--only <kind...>', `of these kinds alone: ${KINDS.join(', ')}`)
    .addHelpText(
      'after',
      '\nExamples:\n  colophon report\n  colophon report --only unresolved probable\n  colophon report --format html > report.html',
    )
  withSettings(command, ['data', 'baseUrl', 'host', 'port']).action(report)
}

async function report(options: ReportOptions, self: Command): Promise<void> {
  const format: ReportFormat | undefined = Object.hasOwn(REPORT_FORMATS, options.format)
    ? REPORT_FORMATS[options.format as keyof typeof REPORT_FORMATS]
    : undefined
  if (!format) return self.error(thereIsNo('format', options.format, Object.keys(REPORT_FORMATS)))
  const unknown = options.only?.find((kind) => !Object.hasOwn(FINDING_KINDS, kind))
  if (unknown) self.error(thereIsNo('kind', unknown, KINDS))
  const config = settingsOf(self)
  const urls = addressesOf(config)
  const counts = new Map<FindingKind, number>()
  await usingArchive(config.data, async ({ reads }) => {
    for (const line of format.begin()) printStyled(line)
    const print = format.printer(urls)
    for await (const finding of findings(reads)) {
      if (options.only && !options.only.includes(finding.kind)) continue
      counts.set(finding.kind, (counts.get(finding.kind) ?? 0) + 1)
      for (const line of print(finding)) printStyled(line)
    }
    for (const line of format.end()) printStyled(line)
  })
  const told = KINDS.filter((kind) => counts.has(kind)).map((kind) => `${kind} ${counts.get(kind)}`)
  note(told.length > 0 ? told.join(', ') : 'Nothing needs a person.')
}
