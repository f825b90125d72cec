import type { Command } from 'commander'
import { readSourceFile } from '../archive/source-file.ts'
import { type SourceFile, walk } from '../collections/walk.ts'
import { FORMAT_TITLES } from '../loading/formats/registry.ts'
import { workNamed } from '../resolving/work.ts'
import type { Database } from '../store/sqlite/database.ts'
import { knownSource } from '../store/sqlite/works/known-source.ts'
import { Namesakes } from '../store/sqlite/works/namesakes.ts'
import { newestVersion } from '../store/sqlite/works/version-list.ts'
import type { Recorded } from '../store/works.ts'
import type { Reading } from './import-groups.ts'
import type { ImportOptions } from './import-options.ts'
import { ImportReport, reportFailure } from './import-report.ts'
import { ImportSummary } from './import-summary.ts'
import { type Imported, imported, importedAs } from './importing.ts'
import { printJson } from './output.ts'
import { withFiles } from './progress-bar.ts'
import { settingsOf, withSettings } from './settings.ts'
import { usingWriter, worksOn } from './using-writer.ts'

/** `colophon import`. */
export function addImport(program: Command): void {
  const command = program
    .command('import')
    .argument(
      '<path...>',
      `files, or folders with files in them: ${FORMAT_TITLES}; NAME.manifest.json beside a file gives its metadata`,
    )
    .option('--manifest <file>', 'metadata, for one file')
    .option('--work <id>', 'import one file as the next version of this work (id or slug)')
    .option('--type <media type>', 'what the files are (default: told by extension or content)')
    .option('--json', 'print a line of JSON for each file: the work, and what was made of its source')
    .addHelpText(
      'after',
      '\nExamples:\n  colophon import article.md --manifest article.json\n  colophon import texts --json\n  colophon import corrected.md --work breaking-the-siege-of-aleppo\n\nThe same command again goes on where it stopped: what is there already is known by its digest.\nExit codes: 0 all is there, 1 nothing is, 3 some files failed or it was stopped.',
    )
  withSettings(command, ['data', 'logKey', 'logName']).action(importPaths)
}

async function importPaths(paths: string[], options: ImportOptions, self: Command): Promise<void> {
  const { files, skipped } = walk(paths, options.type)
  const isOne = files.length === 1 && paths.length === 1
  if (options.manifest && files.length > 1)
    self.error('error: --manifest belongs to one file; import the files one by one')
  if (options.work && files.length > 1)
    self.error('error: --work takes one file; import the versions one by one, the oldest first')
  const summary = new ImportSummary(skipped)
  if (options.json) for (const { file, why } of skipped) printJson({ file, skipped: why })
  if (files.length > 0) await importFiles(files, { summary, options, self })
  if (!isOne || skipped.length > 0) summary.tell(options)
  if (summary.exitCode !== 0) process.exitCode = summary.exitCode
}

interface Telling {
  summary: ImportSummary
  options: ImportOptions
}

async function importFiles(
  files: readonly SourceFile[],
  { self, ...telling }: Telling & { self: Command },
): Promise<void> {
  const { options, summary } = telling
  await usingWriter(settingsOf(self), { create: true }, async (writer, connection) => {
    const work = options.work && (await workNamed(worksOn(connection), options.work)).id
    const stopping = stoppedBySignal()
    const importing = { writer, ...readingFor(connection, options, work), stopped: stopping.isAsked }
    const outcomes = work ? importedAs(work, files[0]!, importing) : imported(files, importing)
    const report = new ImportReport(connection, new Namesakes(connection), options)
    await tellEach(files, outcomes, { ...telling, report }).finally(stopping.end)
    if (stopping.isAsked()) summary.stop(files.length)
  })
}

async function tellEach(
  files: readonly SourceFile[],
  outcomes: AsyncGenerator<Imported>,
  { summary, report, options }: Telling & { report: ImportReport },
): Promise<void> {
  const bytes = files.reduce((sum, { size }) => sum + size, 0)
  await withFiles({ doing: 'importing', files: files.length, bytes }, async (counted) => {
    for await (const { file, size, outcome, manifest } of outcomes) {
      counted.printing(() => {
        if (outcome.status === 'fulfilled') {
          summary.add(outcome.value, size)
          report.done({ file, recorded: outcome.value, manifest })
        } else {
          summary.fail(file, outcome.reason as Error)
          reportFailure(file, outcome.reason as Error, options)
        }
      })
      counted.fileDone(size)
    }
  })
}

function readingFor(db: Database, { manifest }: ImportOptions, work: string | undefined): Reading {
  return {
    read: ({ file, mediaType }) => readSourceFile(file, { type: mediaType, manifest }),
    known: (sha256) => (work ? newestWith(db, work, sha256) : knownSource(db, sha256)),
  }
}

function newestWith(db: Database, work: string, sha256: string): Recorded | undefined {
  const newest = newestVersion(db, work)
  return newest?.sourceSha256 === sha256 ? { work, version: newest.id, known: true } : undefined
}

/** Lets an interruption end the import after what is being written; a second one ends it at once. */
function stoppedBySignal() {
  let asked = false
  const ask = () => {
    asked = true
  }
  process.once('SIGINT', ask)
  return { isAsked: () => asked, end: () => process.off('SIGINT', ask) }
}
