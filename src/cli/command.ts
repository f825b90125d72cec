import { Command, CommanderError } from 'commander'
import { ColophonError, type ErrorCode } from '../errors.ts'
import { MirrorError } from '../mirror/errors.ts'
import { SOFTWARE_VERSION } from '../software.ts'
import { asStorageError } from '../store/sqlite/storage-errors.ts'
import { EXIT } from './exit-codes.ts'
import { EXIT_OF_MIRROR } from './mirror/outcome.ts'
import { note } from './output.ts'
import { addVerbs } from './verbs.ts'
import { visibleLines } from './visible.ts'

const EXIT_BY_CODE: Partial<Record<ErrorCode, number>> = {
  archive_damaged: EXIT.altered,
  archive_not_found: EXIT.noArchive,
  backup_not_found: EXIT.notFound,
  invalid_setting: EXIT.usage,
  is_mirror: EXIT.noArchive,
  log_rolled_back: EXIT.rolledBack,
  unknown_locale: EXIT.notFound,
  unknown_style: EXIT.notFound,
  unusable_path: EXIT.usage,
  version_not_found: EXIT.notFound,
  withdrawn: EXIT.notFound,
  work_not_found: EXIT.notFound,
}

/** Runs the command `colophon`. What went wrong is said on stderr, and is the process's exit code. */
export async function runCommand(args: readonly string[]): Promise<void> {
  try {
    const program = await commandFor(args[0])
    await program.parseAsync(args, { from: 'user' })
  } catch (error) {
    process.exitCode = explain(asStorageError(error) as Error)
  }
}

async function commandFor(verb: string | undefined): Promise<Command> {
  const program = new Command('colophon')
    .description(
      'A citation and archival server: permanent paragraphs and exact quotations, citations, provenance.',
    )
    .version(SOFTWARE_VERSION)
    .showHelpAfterError('(colophon --help shows what there is)')
    .addHelpText(
      'after',
      '\nExit codes: 0 ok, 1 failure, 2 usage, 3 incomplete, 4 not found, 5 a quotation is altered, a proof fails or the archive is damaged, 6 a signature is wrong, 7 the log was forked, 8 the database was rolled back, 10 no archive.\nSettings: flags go before environment variables, these before defaults.',
    )
  // Flags after a verb are the verb's: `withdraw --version` is not the question for ours.
  program.enablePositionalOptions()
  // Subcommands inherit these only when they stand before them.
  program.exitOverride()
  program.configureOutput({ writeErr: (text) => void process.stderr.write(visibleLines(text)) })
  await addVerbs(program, verb)
  return program
}

/** Says what went wrong, and answers with the exit code. */
function explain(error: Error): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage
  note(`error: ${error.message}`)
  if (error instanceof MirrorError) return EXIT_OF_MIRROR[error.code]
  if (!(error instanceof ColophonError)) return EXIT.failure
  return EXIT_BY_CODE[error.code] ?? EXIT.failure
}
