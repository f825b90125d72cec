import { SingleBar } from 'cli-progress'
import type { Command } from 'commander'
import { readSourceFile } from '../archive/source-file.ts'
import type { LocalWriter } from '../archive/writer.ts'
import { exitCodeOfFiles, noteFailure } from './file-failures.ts'
import { workNamedBy } from './naming-work.ts'
import { note, print, printJson } from './output.ts'
import { settingsOf, withSettings } from './settings.ts'
import { usingWriter } from './using-archive.ts'

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
    .description('import files as works; what is there already stays as it is')
    .argument('<file...>', 'Markdown or plain text; NAME.manifest.json beside a file gives its metadata')
    .option('--manifest <file>', 'metadata, for one file')
    .option('--work <id>', 'import one file as the next version of this work (id or slug)')
    .option('--type <media type>', 'what the files are (default: told by extension or content)')
    .option('--json', 'print a line of JSON for each file')
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
    const work = options.work && workNamedBy(connection, options.work)
    const bar = process.stderr.isTTY && files.length > 1 ? progressBar(files.length) : undefined
    for (const file of files) {
      const failure = await importFile(writer, file, { ...options, ...(work && { work }) })
      if (failure) failures.push(failure)
      bar?.increment()
    }
    bar?.stop()
  })
  if (files.length > 1) note(`${files.length - failures.length} of ${files.length} files imported`)
  if (failures.length > 0) process.exitCode = exitCodeOfFiles(failures)
}

/** One file that cannot be imported stops no other: why it cannot be is the answer. */
async function importFile(
  writer: LocalWriter,
  file: string,
  options: ImportOptions,
): Promise<Error | undefined> {
  try {
    const request = readSourceFile(file, options)
    const recorded = await (options.work
      ? writer.importVersion(options.work, request)
      : writer.importSource(request))
    if (options.json) printJson({ file, ...recorded })
    else
      print(`${recorded.work}  ${recorded.known ? 'known' : options.work ? 'new version' : 'new'}  ${file}`)
    return undefined
  } catch (error) {
    const { message, code } = error as Error & { code?: string }
    if (options.json) printJson({ file, error: { code: code ?? 'failure', detail: message } })
    noteFailure(file, error as Error)
    return error as Error
  }
}

function progressBar(total: number): SingleBar {
  const bar = new SingleBar({
    format: 'importing {bar} {value}/{total}, {eta_formatted} left',
    stream: process.stderr,
  })
  bar.start(total, 0)
  return bar
}
