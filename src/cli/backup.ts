import { existsSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { Command } from 'commander'
import { backUp } from '../archive/backup/backup.ts'
import { mirrorFile, settingsFileIn } from '../files/archive-files.ts'
import { reportCopy, unsignedIn } from './copy-report.ts'
import { tellingDamages } from './damage-report.ts'
import { logOf } from './log-settings.ts'
import { note } from './output.ts'
import { withProgress } from './progress-bar.ts'
import { settingsOf, withSettings } from './settings.ts'

interface BackupOptions {
  force?: boolean
  json?: boolean
}

/** `colophon backup FILE`. */
export function addBackup(program: Command): void {
  const command = program
    .command('backup')
    .argument('<file>', 'the file to make')
    .option('--force', 'replace the file when it is there')
    .option('--json', 'print a line of JSON')
    .addHelpText(
      'after',
      '\nExample:\n  colophon backup /backups/archive.sqlite --data ./data\n\nThe server may go on serving and importing meanwhile. The private key of the log is not in the copy.\nExit codes: 0 ok, 1 not made, 2 usage, 5 to 8 what was copied is not as it was written (as `colophon verify` tells), 10 no archive.',
    )
  withSettings(command, ['data', 'logKey']).action(backup)
}

async function backup(path: string, options: BackupOptions, self: Command): Promise<void> {
  const config = settingsOf(self)
  const file = resolve(path)
  await tellingDamages(options, async () => {
    const copy = await withProgress('backing up', (progress) =>
      backUp(config.data, { file, progress, ...(options.force && { force: true }) }),
    )
    reportCopy({ ...copy, file }, options)
    const settings = mirrorFile(config.data)
    note(
      existsSync(settings)
        ? `What makes it a mirror is not in it: keep a copy of ${settings}, and put it beside what is restored.`
        : `The private key of the log is not in it. Keep a copy of ${logOf(config).keyFile} where nobody else can read it: without it nothing more can be published.`,
    )
    const settingsFile = settingsFileIn(config.data)
    if (existsSync(settingsFile) && !copy.files.includes(basename(settingsFile)))
      note(
        `${settingsFile} is not in it: an address in it has a password, or it cannot be read. Keep a copy of it too.`,
      )
    const unsigned = unsignedIn(copy)
    if (unsigned > 0)
      note(
        `${unsigned} entries of the log are not signed yet. What is restored from it is served only with that key beside it.`,
      )
  })
}
