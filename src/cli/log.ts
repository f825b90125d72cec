import type { Command } from 'commander'
import { note, print } from './output.ts'
import { settingsOf, withSettings } from './settings.ts'
import { usingWriter } from './using-writer.ts'

/** `colophon log key | rotate`. */
export function addLog(program: Command): void {
  const log = program.command('log')

  const key = log
    .command('key')
    .description(
      'print the keys that sign the log, the newest first: who has one can check copies and proofs',
    )
    .addHelpText('after', '\nExample:\n  colophon log key > archive.vkey')
  withSettings(key, ['data', 'logKey', 'logName']).action(printKeys)

  const rotate = log
    .command('rotate')
    .description('give the log a new key; the old one signs too until you remove its file')
    .addHelpText('after', '\nExample:\n  colophon log rotate --data ./data')
  withSettings(rotate, ['data', 'logKey', 'logName']).action(rotateKey)
}

async function printKeys(_options: object, self: Command): Promise<void> {
  await usingWriter(settingsOf(self), { create: false }, async (writer) => {
    for (const vkey of await writer.logKeys()) print(vkey)
  })
}

async function rotateKey(_options: object, self: Command): Promise<void> {
  await usingWriter(settingsOf(self), { create: false }, async (writer) => {
    print(await writer.rotateLogKey())
    note(
      'Both keys sign from now on. Remove the old one, whose file ends in .old, once mirrors had time to follow.',
    )
  })
}
