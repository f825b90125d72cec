#!/usr/bin/env node
import { Command, CommanderError } from 'commander'
import { addBackup } from './cli/backup.ts'
import { addCheck } from './cli/check.ts'
import { addCite } from './cli/cite.ts'
import { EXIT } from './cli/exit-codes.ts'
import { addExport } from './cli/export.ts'
import { addImport } from './cli/import.ts'
import { addKey } from './cli/key.ts'
import { addLog } from './cli/log.ts'
import { addMetadata } from './cli/metadata.ts'
import { addMirror } from './cli/mirror/index.ts'
import { EXIT_OF_MIRROR } from './cli/mirror/outcome.ts'
import { addOpenApi } from './cli/openapi.ts'
import { note } from './cli/output.ts'
import { addProve } from './cli/prove.ts'
import { addQuote } from './cli/quote.ts'
import { addRestore } from './cli/restore.ts'
import { addServe } from './cli/serve.ts'
import { addVerify } from './cli/verify.ts'
import { addWithdraw } from './cli/withdraw.ts'
import { ColophonError, type ErrorCode } from './errors.ts'
import { MirrorError } from './mirror/errors.ts'
import { SOFTWARE_VERSION } from './software.ts'

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
// Subcommands inherit this only when it stands before them.
program.exitOverride()
addServe(program)
addImport(program)
addCite(program)
addQuote(program)
addCheck(program)
addMetadata(program)
addWithdraw(program)
addKey(program)
addLog(program)
addProve(program)
addVerify(program)
addBackup(program)
addRestore(program)
addExport(program)
addMirror(program)
addOpenApi(program)

const EXIT_BY_CODE: Partial<Record<ErrorCode, number>> = {
  archive_damaged: EXIT.altered,
  archive_not_found: EXIT.noArchive,
  backup_not_found: EXIT.notFound,
  invalid_setting: EXIT.usage,
  is_mirror: EXIT.noArchive,
  log_rolled_back: EXIT.rolledBack,
  unknown_locale: EXIT.notFound,
  unknown_style: EXIT.notFound,
  version_not_found: EXIT.notFound,
  withdrawn: EXIT.notFound,
  work_not_found: EXIT.notFound,
}

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = explain(error as Error)
}

/** Says what went wrong, and answers with the exit code. */
function explain(error: Error): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage
  note(`error: ${error.message}`)
  if (error instanceof MirrorError) return EXIT_OF_MIRROR[error.code]
  if (!(error instanceof ColophonError)) return EXIT.failure
  return EXIT_BY_CODE[error.code] ?? EXIT.failure
}
