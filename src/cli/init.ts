import { existsSync } from 'node:fs'
import type { Command } from 'commander'
import { prepareArchive } from '../archive/preparing.ts'
import { keepPublicAddress } from '../archive/public-address.ts'
import { ColophonError } from '../errors.ts'
import { databaseFile } from '../files/archive-files.ts'
import { refuseMirror } from '../mirror/refuse-mirror.ts'
import { logOf } from './log-settings.ts'
import { note, print, printJson } from './output.ts'
import { settingsOf, withSettings } from './settings.ts'

/** `colophon init`. */
export function addInit(program: Command): void {
  const command = program
    .command('init')
    .option('--json', 'print a line of JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  colophon init --data ./data\n  colophon init --data /srv/colophon --base-url https://archive.example.org',
    )
  withSettings(command, ['data', 'baseUrl', 'logKey', 'logName']).action(init)
}

async function init(options: { json?: boolean }, self: Command): Promise<void> {
  const config = settingsOf(self)
  const { data } = config
  refuseMirror(data)
  if (existsSync(databaseFile(data)))
    throw new ColophonError(
      'archive_exists',
      `There is an archive in ${data} already; nothing was changed. Name another directory with --data.`,
    )
  await prepareArchive(data, { log: logOf(config) })
  if (config.baseUrl !== '') keepPublicAddress(data, config.baseUrl)
  if (options.json) printJson({ data })
  else print(data)
  note('The archive is empty. Import a file: colophon import FILE')
}
