import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { restore as restoreArchive } from '../archive/backup/restore.ts'
import { mirrorFile } from '../files/archive-files.ts'
import { reportCopy, unsignedIn } from './copy-report.ts'
import { tellingDamages } from './damage-report.ts'
import { logOf } from './log-settings.ts'
import { note } from './output.ts'
import { withProgress } from './progress-bar.ts'
import { settingsOf, withSettings } from './settings.ts'

/** `colophon restore FILE`. */
export function addRestore(program: Command): void {
  const command = program
    .command('restore')
    .argument('<file>', 'the backup')
    .option('--json', 'print a line of JSON')
    .addHelpText(
      'after',
      '\nExample:\n  colophon restore /backups/archive.sqlite --data ./restored\n\nThe directory must have no archive. Put the private key of the log beside it, as log.key, to go on publishing.\nExit codes: 0 ok, 1 not restored, 2 usage, 4 no such file, 5 damaged, 6 a signature is wrong, 7 and 8 the backup is another or older than the file "checkpoint" in the directory.',
    )
  withSettings(command, ['data', 'logKey']).action(restore)
}

async function restore(path: string, options: { json?: boolean }, self: Command): Promise<void> {
  const config = settingsOf(self)
  const file = resolve(path)
  await tellingDamages(options, async () => {
    const copy = await withProgress('restoring', (progress) =>
      restoreArchive(file, { directory: config.data, progress }),
    )
    reportCopy({ ...copy, file }, options)
    // A mirror publishes nothing.
    if ((copy.log?.size ?? 0) === 0 || existsSync(mirrorFile(config.data))) return
    const { keyFile } = logOf(config)
    if (!existsSync(keyFile)) note(withoutKey(keyFile, unsignedIn(copy)))
    note(
      'If more was published after this backup was made, mirrors have seen it: read docs/trust.md, "Rolled-back databases", before anything is published.',
    )
  })
}

function withoutKey(keyFile: string, unsigned: number): string {
  const what =
    unsigned === 0
      ? 'Everything can be read and served; nothing can be published'
      : `${unsigned} entries are not signed yet, and the server does not start`
  return `There is no private key of the log in ${keyFile}. ${what} until the copy that you kept of it is put there. No key is made in its place.`
}
