import type { Command } from 'commander'
import { readGiven } from '../../files/user-path.ts'
import { LONGEST_POLICY } from '../../log/policy.ts'
import { addKeys, syncMirror } from '../../mirror/mirror.ts'
import { settingsOfMirror } from '../../mirror/mirror-file.ts'
import { keepPolicy } from '../../mirror/policy.ts'
import type { SyncReport } from '../../mirror/sync.ts'
import { note, printJson } from '../output.ts'
import { withProgress } from '../progress-bar.ts'
import { withSettings } from '../settings.ts'
import { DIRECTORY, growthOf } from './options.ts'
import { exitCodeOfSync } from './outcome.ts'

interface Options {
  key?: string
  policy?: string
  yes?: boolean
  json?: boolean
}

/** `colophon mirror sync`. */
export function addSync(mirror: Command): void {
  const command = mirror
    .command('sync')
    .description('bring a mirror up to date; when it was cut off, the next time goes on from there')
    .argument(...DIRECTORY)
    .option(
      '--yes',
      'obey withdrawals of more than 5 % of the works at once, which wait for a person otherwise',
    )
    .option('--key <vkey>', 'trust this key of the archive too, from now on')
    .option(
      '--policy <file>',
      'from now on, witnesses who must have cosigned each checkpoint (C2SP tlog-policy)',
    )
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      '\nExample, every hour (crontab):\n  17 * * * *  colophon mirror sync /srv/copy\n\nWhat is served is never half of a work. The mirror shows the new checkpoint only when everything that it speaks of is there.',
    )
  withSettings(command, ['mirrorGrowth']).action(syncOne)
}

async function syncOne(directory: string, options: Options, self: Command): Promise<void> {
  const { key, policy, yes = false, json } = options
  if (key !== undefined) addKeys(directory, [key])
  if (policy !== undefined) {
    settingsOfMirror(directory)
    keepPolicy(directory, readGiven(policy, LONGEST_POLICY).toString())
  }
  const report = await withProgress('mirroring', (progress) =>
    syncMirror(directory, { obeyAll: yes, progress, growth: growthOf(self, directory) }),
  )
  if (json) printJson(report)
  else for (const line of inWords(report)) note(line)
  const code = exitCodeOfSync(report)
  if (code !== 0) process.exitCode = code
}

function inWords({ size, entries, quotes, pending, failures, heldBack, complete }: SyncReport): string[] {
  const told = failures
    .slice(0, MOST_TOLD)
    .map(({ work, message }) => `${work === null ? '' : `work ${work}: `}${message}`)
  if (failures.length > told.length) told.push(`and ${failures.length - told.length} failures more`)
  if (heldBack) {
    told.push(
      `${heldBack.works} of ${heldBack.of} works are withdrawn at once. That is unusual, so they are left as they are. When the archive confirms it, say --yes.`,
    )
  }
  told.push(
    complete
      ? `Complete: ${size} entries of the log, ${entries} of them new, ${quotes} new quotes.`
      : `Incomplete: ${pending} entries of the log are still to be followed. Run it again.`,
  )
  return told
}

const MOST_TOLD = 20
