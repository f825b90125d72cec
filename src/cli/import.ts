import type { Command } from 'commander'
import { FORMAT_TITLES } from '../loading/formats/registry.ts'
import { workNamed } from '../resolving/work.ts'
import type { Database } from '../store/sqlite/database.ts'
import { readLoadSummary } from '../store/sqlite/versions/load-summary.ts'
import type { Recorded } from '../store/works.ts'
import { exitCodeOfFiles, noteFailure } from './file-failures.ts'
import { imported, importedAs } from './importing.ts'
import { note, print, printJson } from './output.ts'
import { withCount } from './progress-bar.ts'
import { settingsOf, withSettings } from './settings.ts'
import { usingWriter, worksOn } from './using-writer.ts'

interface ImportOptions {
  manifest?: string
  type?: string
  work?: string
  json?: boolean
}

/** `colophon import`. */
export function addImport(program: Command): void {
  const command = program
    .command('import')
    .argument('<file...>', `${FORMAT_TITLES}; NAME.manifest.json beside a file gives its metadata`)
    .option('--manifest <file>', 'metadata, for one file')
    .option('--work <id>', 'import one file as the next version of this work (id or slug)')
    .option('--type <media type>', 'what the files are (default: told by extension or content)')
    .option('--json', 'print a line of JSON for each file: the work, and what was made of its source')
    .addHelpText(
      'after',
      '\nExamples:\n  colophon import article.md --manifest article.json\n  colophon import texts/*.md --json\n  colophon import corrected.md --work breaking-the-siege-of-aleppo',
    )
  withSettings(command, ['data', 'logKey', 'logName']).action(importFiles)
}

async function importFiles(files: string[], options: ImportOptions, self: Command): Promise<void> {
  if (options.manifest && files.length > 1)
    self.error('error: --manifest belongs to one file; import the files one by one')
  if (options.work && files.length > 1)
    self.error('error: --work takes one file; import the versions one by one, the oldest first')
  const failures: Error[] = []
  await usingWriter(settingsOf(self), { create: true }, async (writer, connection) => {
    const work = options.work && (await workNamed(worksOn(connection), options.work)).id
    await withCount({ doing: 'importing', of: files.length, least: 2 }, async (counted) => {
      for await (const { file, outcome } of work
        ? importedAs(work, files[0]!, { writer, wishes: options })
        : imported(files, { writer, wishes: options })) {
        if (outcome.status === 'rejected') failures.push(outcome.reason as Error)
        counted.printing(() => report(connection, { file, outcome }, options))
        counted.oneDone()
      }
    })
  })
  if (files.length > 1) note(`${files.length - failures.length} of ${files.length} files imported`)
  if (failures.length > 0) process.exitCode = exitCodeOfFiles(failures)
}

function report(
  db: Database,
  { file, outcome }: { file: string; outcome: PromiseSettledResult<Recorded> },
  options: ImportOptions,
): void {
  if (outcome.status === 'fulfilled') reportWork(db, { file, recorded: outcome.value }, options)
  else reportFailure(file, outcome.reason as Error, options)
}

function reportWork(
  db: Database,
  { file, recorded }: { file: string; recorded: Recorded },
  { json, work, manifest }: ImportOptions,
): void {
  if (json) printJson({ file, ...recorded, ...readLoadSummary(db, recorded) })
  else print(`${recorded.work}  ${recorded.known ? 'known' : work ? 'new version' : 'new'}  ${file}`)
  if (recorded.known && manifest)
    note(
      `${file} was imported before, so its manifest changes nothing. To replace the metadata: colophon metadata ${recorded.work} ${manifest}`,
    )
  if (recorded.known || json) return
  const { repairs, unresolved, warnings } = readLoadSummary(db, recorded)
  if (repairs + unresolved > 0)
    note(
      `${file}: places mended: ${repairs}, left for you to decide: ${unresolved}; they are at /works/${recorded.work}/provenance`,
    )
  for (const warning of warnings) note(`${file}: ${warning}`)
}

function reportFailure(file: string, error: Error & { code?: string }, { json }: ImportOptions): void {
  if (json) printJson({ file, error: { code: error.code ?? 'failure', detail: error.message } })
  noteFailure(file, error)
}
