import type { Command } from 'commander'
import { unfold } from '../collections/containers/unfold.ts'
import { type ManifestList, readList } from '../collections/lists/read-list.ts'
import { walk } from '../collections/walk.ts'
import { FORMAT_TITLES } from '../formats/registry.ts'
import { serverFor } from './asking/asking.ts'
import { writingServer } from './asking/writing-server.ts'
import { tryFiles } from './import-dry-run.ts'
import { importFiles } from './import-files.ts'
import { noteList } from './import-list.ts'
import type { ImportOptions } from './import-options.ts'
import { ImportSummary } from './import-summary.ts'
import { wantedBy } from './import-wanted.ts'
import type { ImportOfFiles } from './import-watch.ts'
import { printJson } from './output.ts'
import { settingsOf, withSettings } from './settings.ts'

/** `colophon import`. */
export function addImport(program: Command): void {
  const command = program
    .command('import')
    .argument(
      '[path...]',
      `files, or folders with files in them: ${FORMAT_TITLES}; NAME.manifest.json beside a file gives its metadata`,
    )
    .option(
      '--manifest <file>',
      'metadata: a manifest for one file, or a list for many (.csv, .jsonl, CSL-JSON, .bib), each with its "file"',
    )
    .option('--work <id>', 'import one file as the next version of this work (id or slug)')
    .option('--type <media type>', 'what the files are (default: told by extension or content)')
    .option(
      '--update-metadata',
      'correct the metadata of what is there already by what its manifest, or the list, says',
    )
    .option(
      '--match <pattern>',
      'of files with many documents (WARC, WACZ) only those whose address is like this; * stands for anything',
    )
    .option('--watch', 'go on, and import what comes into the folders, until it is ended by Ctrl-C')
    .option('--dry-run', 'show what would be made of each file, and write nothing')
    .option('--json', 'print a line of JSON for each file: the work, and what was made of its source')
    .addHelpText(
      'after',
      '\nExamples:\n  colophon import article.md --manifest article.json\n  colophon import texts --json\n  colophon import --manifest library.bib --dry-run\n  colophon import corrected.md --work breaking-the-siege-of-aleppo\n  COLOPHON_KEY=colophon_… colophon import texts --server https://archive.example.org\n\nThe same command again goes on where it stopped: what is there already is known by its digest.\nExit codes: 0 all is there, 1 nothing is, 3 some files failed or it was stopped.',
    )
  withSettings(command, ['data', 'store', 'server', 'keyFile', 'logKey', 'logName']).action(importPaths)
}

async function importPaths(paths: string[], said: ImportOptions, self: Command): Promise<void> {
  if (said.watch) return watchPaths(paths, said, self)
  const list = said.manifest ? await readList(said.manifest) : undefined
  const options = { ...said, list }
  const { files, skipped } = await unfold(
    walk(namedPaths(paths, list, self), options.type),
    wantedBy(options),
  )
  refuseOptions(files.length, options, self)
  const summary = new ImportSummary(skipped)
  if (options.json) for (const { file, why } of skipped) printJson({ file, skipped: why })
  if (list) noteList(list, { files, skipped, name: said.manifest! })
  if (options.dryRun) await tryFiles(files, triedIn(self), { summary, options })
  else if (files.length > 0) await importingFor(self)(files, { summary, options })
  if (files.length !== 1 || files[0]!.member || paths.length !== 1 || skipped.length > 0)
    summary.tell(options)
  if (summary.exitCode !== 0) process.exitCode = summary.exitCode
}

/** The directory of the archive in which it is looked what would be made. */
function triedIn(self: Command): string {
  const { store, data } = settingsOf(self)
  if (store !== '')
    self.error('error: --dry-run looks into an archive in a directory alone, not into --store')
  if (serverFor(self) !== '')
    self.error(
      'error: --dry-run looks into an archive in a directory alone, not at a server: name it with --data',
    )
  return data
}

/** Imports into the archive, or at the server that is named. */
function importingFor(self: Command): ImportOfFiles {
  const config = { ...settingsOf(self), server: serverFor(self) }
  if (config.server === '') return (files, telling) => importFiles(files, config, telling)
  const ask = writingServer(config)
  return async (files, telling) => {
    const { importAtServer } = await import('./asking/import.ts')
    await importAtServer(files, ask, telling)
  }
}

async function watchPaths(folders: string[], options: ImportOptions, self: Command): Promise<void> {
  if (options.work || options.manifest || options.dryRun)
    self.error('error: --watch goes with neither --work, --manifest nor --dry-run')
  if (folders.length === 0) self.error('error: name the folders that --watch watches')
  const summary = new ImportSummary()
  const { watchFolders } = await import('./import-watch.ts')
  await watchFolders(folders, importingFor(self), { summary, options })
  summary.tell(options)
  process.exitCode = summary.exitCodeOfWatch
}

/** All files of a list, when none are named. */
function namedPaths(paths: string[], list: ManifestList | undefined, self: Command): string[] {
  if (paths.length > 0) return paths
  if (list) return [...list.files.keys()]
  return self.error('error: name a file or a folder, or a list of files with --manifest')
}

function refuseOptions(files: number, { manifest, list, work }: ImportOptions, self: Command): void {
  if (manifest && !list && files > 1)
    self.error(
      `error: ${manifest} is the manifest of one file; for many name a list: .csv, .jsonl, .bib, or .json with an array`,
    )
  if (work && files > 1)
    self.error('error: --work takes one file; import the versions one by one, the oldest first')
}
