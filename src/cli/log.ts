import type { Command } from 'commander'
import { ColophonError } from '../errors.ts'
import { lastCosigned, offer } from '../witnesses/offer.ts'
import { EXIT } from './exit-codes.ts'
import { note, print } from './output.ts'
import { settingsOf, withSettings } from './settings.ts'
import { usingArchive } from './using-archive.ts'
import { usingWriter } from './using-writer.ts'
import { offeredOf, readWitnesses } from './witnesses.ts'

/** `colophon log key | rotate | offer`. */
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

  const offering = log
    .command('offer')
    .description('offer the newest checkpoint to the witnesses once, as the server does by itself')
    .addHelpText(
      'after',
      '\nExample:\n  colophon log offer --witnesses ./witnesses\n\nExit codes: 0 all cosigned, 3 some did not: run it again.',
    )
  withSettings(offering, ['data', 'witnesses']).action(offerOnce)
}

const NOBODY =
  'Name the witnesses with --witnesses FILE: a policy (C2SP tlog-policy) with their keys and addresses.'

async function offerOnce(_options: object, self: Command): Promise<void> {
  const config = settingsOf(self)
  const witnesses = readWitnesses(config)
  if (witnesses.length === 0) return self.error(`error: ${NOBODY}`)
  await usingArchive(config.data, async (archive) => {
    const checkpoint = await archive.log.checkpoint()
    if (!checkpoint)
      throw new ColophonError('log_not_begun', 'Nothing is signed yet, so there is nothing to offer.')
    const offered = offeredOf(archive)
    const asked = witnesses.map(async (witness) => {
      try {
        await offer(offered, checkpoint, { witness, known: await lastCosigned(offered, witness) })
        print(`${witness.name} cosigned ${checkpoint.size} entries`)
      } catch (error) {
        process.exitCode = EXIT.incomplete
        note(`${witness.name} did not cosign: ${(error as Error).message}.`)
      }
    })
    await Promise.all(asked)
  })
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
