import { randomBytes } from 'node:crypto'
import type { Command } from 'commander'
import { accessKeyFrom, printAccessKey } from '../identity/access-key.ts'
import { sha256 } from '../identity/digest.ts'
import { SCOPES, type Scope } from '../store/access-keys.ts'
import { listAccessKeys, recordAccessKey, revokeAccessKey } from '../store/sqlite/access-keys.ts'
import { EXIT } from './exit-codes.ts'
import { note, print, printJson } from './output.ts'
import { settingsOf, withSettings } from './settings.ts'
import { thereIsNo } from './unknown-name.ts'
import { usingStoreWriter } from './using-store-writer.ts'

const RANDOM_BYTES = 25

/** `colophon key create | list | revoke`. */
export function addKey(program: Command): void {
  const key = program.command('key')

  const create = key
    .command('create')
    .description('make a key; it is shown once')
    .argument('<name>', 'whose key it is, for the list')
    .option('--scope <scope...>', `what it may do: ${SCOPES.join(', ')}`, ['ingest'])
    .option('--json', 'print a line of JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  colophon key create "reading room"\n  colophon key create editor --scope ingest admin',
    )
  withSettings(create, ['data', 'store']).action(createKey)

  const list = key.command('list').description('list the keys').option('--json', 'print lines of JSON')
  withSettings(list, ['data', 'store']).action(listKeys)

  const revoke = key
    .command('revoke')
    .description('put a key out of force')
    .argument('<id>', 'as in the list')
  withSettings(revoke, ['data', 'store']).action(revokeKey)
}

async function createKey(
  name: string,
  options: { scope: string[]; json?: boolean },
  self: Command,
): Promise<void> {
  const unknown = options.scope.find((scope) => !SCOPES.includes(scope as Scope))
  if (unknown) self.error(thereIsNo('scope', unknown, SCOPES))
  await usingStoreWriter(settingsOf(self), { create: false }, async ({ connection: db }) => {
    const key = accessKeyFrom(randomBytes(RANDOM_BYTES))
    const scopes = options.scope as Scope[]
    recordAccessKey(db, {
      id: key.id,
      name,
      secretSha256: sha256(key.secret),
      scopes,
      createdAt: new Date().toISOString(),
      revokedAt: null,
    })
    if (options.json) printJson({ id: key.id, name, scopes, key: printAccessKey(key) })
    else {
      print(printAccessKey(key))
      note('Keep it: only its digest is stored.')
    }
  })
}

async function listKeys(options: { json?: boolean }, self: Command): Promise<void> {
  await usingStoreWriter(settingsOf(self), { create: false }, async ({ connection: db }) => {
    for (const { secretSha256: _, ...key } of listAccessKeys(db)) {
      const state = key.revokedAt ? `revoked ${key.revokedAt}` : 'in force'
      if (options.json) printJson(key)
      else print(`${key.id}  ${key.createdAt}  ${key.scopes.join(',')}  ${state}  ${key.name}`)
    }
  })
}

async function revokeKey(id: string, _options: object, self: Command): Promise<void> {
  await usingStoreWriter(settingsOf(self), { create: false }, async ({ connection: db }) => {
    if (revokeAccessKey(db, id, new Date().toISOString())) note(`The key ${id} is out of force.`)
    else {
      note(`There is no key ${id} in force; \`colophon key list\` shows them.`)
      process.exitCode = EXIT.notFound
    }
  })
}
