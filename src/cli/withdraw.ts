import { createInterface } from 'node:readline/promises'
import type { Command } from 'commander'
import { findWorkNamed, versionIdNamed, workIdNamed } from '../resolving/work.ts'
import { serverFor } from './asking/asking.ts'
import { writingServer } from './asking/writing-server.ts'
import { EXIT } from './exit-codes.ts'
import { note, print, printJson } from './output.ts'
import { settingsOf, withSettings } from './settings.ts'
import { usingStoreWriter } from './using-store-writer.ts'
import { visibleLines } from './visible.ts'
import type { Withdrawing } from './withdrawing.ts'

interface WithdrawOptions {
  reason: string
  version?: string
  erase?: boolean
  yes?: boolean
  json?: boolean
}

/** `colophon withdraw`. */
export function addWithdraw(program: Command): void {
  const command = program
    .command('withdraw')
    .argument('<work>', 'id or slug')
    .requiredOption('--reason <text>', 'why; it is shown to everybody who asks for it')
    .option('--version <id>', 'only this version')
    .option('--erase', "erase the source's bytes too, here and in all mirrors")
    .option('--yes', 'do not ask; needed where there is no terminal')
    .option('--json', 'print a line of JSON')
    .addHelpText(
      'after',
      '\nA withdrawal cannot be undone; the ids are never used again.\n\nExample:\n  colophon withdraw an-article --reason "At the wish of the author."',
    )
  withSettings(command, ['data', 'store', 'server', 'keyFile', 'logKey', 'logName']).action(withdraw)
}

async function withdraw(typed: string, options: WithdrawOptions, self: Command): Promise<void> {
  if (!options.yes && !process.stdin.isTTY)
    self.error('error: a withdrawal cannot be undone, and there is no terminal to ask on: say --yes')
  const server = serverFor(self)
  if (server !== '') {
    const { withdrawingAt } = await import('./asking/withdraw.ts')
    return withdrawNamed(typed, options, withdrawingAt(writingServer({ ...settingsOf(self), server })))
  }
  await usingStoreWriter(settingsOf(self), { create: false }, async ({ writer, works }) => {
    await withdrawNamed(typed, options, {
      find: async (named) => ({
        work: await workIdNamed(works, named),
        title: (await findWorkNamed(works, named))?.metadata.title ?? '',
      }),
      withdraw: (order) => writer.withdraw(order),
    })
  })
}

async function withdrawNamed(typed: string, options: WithdrawOptions, works: Withdrawing): Promise<void> {
  const { work, title } = await works.find(typed)
  const named = title === '' ? work : `${work} “${title}”`
  const version = options.version === undefined ? null : versionIdNamed(options.version)
  if (!options.yes && !(await isConfirmed(named, version))) {
    note('Nothing was withdrawn.')
    process.exitCode = EXIT.failure
    return
  }
  const { reason, erase = false } = options
  const tombstone = await works.withdraw({ work, version, reason, erase })
  if (options.json) printJson({ ...tombstone, title })
  else print(`${named}  withdrawn ${tombstone.withdrawnAt.slice(0, 10)}: ${tombstone.reason}`)
}

/** Asks on the terminal. */
async function isConfirmed(named: string, version: string | null): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const what = version === null ? `the work ${named}` : `the version ${version} of ${named}`
  const answer = await terminal.question(
    visibleLines(`Withdraw ${what}? Its text cannot be brought back. [y/N] `),
  )
  terminal.close()
  return /^y(es)?$/i.test(answer.trim())
}
