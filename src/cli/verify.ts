import type { Command } from 'commander'
import { keepVerification } from '../archive/last-verification.ts'
import { type Fixity, verifyArchive } from '../fixity/verify-archive.ts'
import { reportDamages } from './damage-report.ts'
import { note, printJson } from './output.ts'
import { withProgress } from './progress-bar.ts'
import { settingsOf, withSettings } from './settings.ts'

/** `colophon verify`. */
export function addVerify(program: Command): void {
  const command = program
    .command('verify')
    .option('--json', 'print a line of JSON for each damage, and one for the whole')
    .addHelpText(
      'after',
      '\nExample:\n  colophon verify --data ./data\n\nThe server may go on serving and importing meanwhile.\nExit codes: 0 ok, 5 damaged, 6 a signature is wrong, 7 the log is another than was signed, 8 the database is older than was signed.',
    )
  withSettings(command, ['data']).action(verify)
}

async function verify(options: { json?: boolean }, self: Command): Promise<void> {
  const { data } = settingsOf(self)
  const fixity = await withProgress('verifying', (progress) => verifyArchive(data, progress))
  keepVerification(data, { verifiedAt: new Date().toISOString(), faults: fixity.damages.count })
  reportDamages(fixity.damages, options)
  if (options.json) printJson(asJson(fixity))
  else note(inWords(fixity))
}

function asJson({ damages, read, log, hasOutside }: Fixity) {
  return { verdict: damages.gravest ?? 'ok', damages: damages.count, read, log, hasOutside }
}

function inWords({ damages, read, log, hasOutside }: Fixity): string {
  const { count, found } = damages
  const verdict = count === 0 ? 'All is as it was written' : `Faults found: ${count}`
  const told = count > found.length ? `, of which ${found.length} are told` : ''
  const lines = [
    `${verdict}${told}. Read: ${read.works} works, ${read.texts} texts, ${read.sourceBytes} bytes of sources, ${read.entries} entries of the log.`,
  ]
  if (log?.signed)
    lines.push(
      `The log ${log.signed.origin} is signed at ${log.signed.size} entries with the root ${log.signed.root}.`,
    )
  if (!hasOutside && read.entries > 0)
    lines.push(
      'There is no file "checkpoint" beside the database, so nobody can tell whether the database is older than what was signed last.',
    )
  return lines.join('\n')
}
