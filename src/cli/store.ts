import { resolve } from 'node:path'
import type { Command } from 'commander'
import { copyToDatabase } from '../archive/store-copy.ts'
import { ColophonError } from '../errors.ts'
import { note, print, printJson } from './output.ts'

/** `colophon store`. */
export function addStore(program: Command): void {
  const store = program.command('store')
  store
    .command('begin')
    .description('let an archive in a PostgreSQL database be written there from now on')
    .argument('<database>', 'address of the database, such as postgres://user@host/database')
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  colophon store begin postgres://colophon@db.example.org/colophon\n\nWhere there is no archive a new one begins. Of one that was copied there, end the server that wrote it first, and put its key where those that write here have their data: two that go on with one log are a fork.\nExit codes: 0 ok, 1 not begun, 2 usage, 10 what is there cannot be read.',
    )
    .action(async (database: string, { json }: { json?: boolean }) => {
      refuseOtherAddress(database)
      const { beginWriting } = await import('../store/postgres/writing/begin.ts')
      const { isNew, writtenSince } = await beginWriting(database, new Date().toISOString())
      if (json) printJson({ isNew, writtenSince })
      else
        print(
          `${isNew ? 'A new archive is' : 'The archive is'} written in the database since ${writtenSince}.`,
        )
    })
  store
    .command('copy')
    .description('copy an archive into a PostgreSQL database, and prove the copy')
    .argument('<directory>', 'the archive')
    .argument('<database>', 'address of the database, such as postgres://user@host/database')
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  colophon store copy ./data postgres://colophon@db.example.org/colophon\n\nThe server of the archive may go on meanwhile. The copy is seen once all of it is proven, in the place of the one before.\nExit codes: 0 ok, 1 not copied, 2 usage, 5 or 6 what was copied is not what was signed, 7 the database holds another archive, 8 a newer state of it, 10 no archive.',
    )
    .action(async (directory: string, database: string, { json }: { json?: boolean }) => {
      refuseOtherAddress(database)
      const { rows, manifests, log } = await copyToDatabase(resolve(directory), database, note)
      if (json) printJson({ rows, manifests, log })
      else
        print(
          `Copied and proven: ${rows} rows, ${manifests} manifests, ${log.size} entries of the log\nroot ${log.root}`,
        )
    })
}

function refuseOtherAddress(database: string): void {
  if (!/^postgres(?:ql)?:\/\//.test(database))
    throw new ColophonError(
      'invalid_setting',
      'The database is named by an address such as postgres://user@host/database.',
    )
}
