import { Command, CommanderError } from 'commander'
import { SOFTWARE_VERSION } from '../software.ts'
import { asStorageError } from '../store/storage-errors.ts'
import { verbFirst } from './arguments.ts'
import { exitCodeOfError } from './exit-codes.ts'
import { note } from './output.ts'
import { addVerbs, isVerb } from './verbs.ts'
import { visibleLines } from './visible.ts'

/** Runs the command `colophon`. What went wrong is said on stderr, and is the process's exit code. */
export async function runCommand(typed: readonly string[]): Promise<void> {
  try {
    const args = verbFirst(typed, isVerb)
    const program = await commandFor(args)
    await program.parseAsync(args, { from: 'user' })
  } catch (error) {
    const explained = asStorageError(error) as Error
    if (!(explained instanceof CommanderError)) note(`error: ${explained.message}`)
    process.exitCode = exitCodeOfError(explained)
  }
}

async function commandFor(args: readonly string[]): Promise<Command> {
  const program = new Command('colophon')
    .description(
      'A citation and archival server: permanent paragraphs and exact quotations, citations, provenance.',
    )
    .version(SOFTWARE_VERSION, '-v, --version')
    .addHelpText(
      'after',
      '\nExit codes: 0 ok, 1 failure, 2 usage, 3 incomplete, 4 not found, 5 a quotation is altered, a proof fails or the archive is damaged, 6 a signature is wrong, 7 the log was forked, 8 the database was rolled back, 10 no archive.\nSettings: flags go before environment variables, these before defaults.',
    )
  // What a verb takes is in its own help.
  program.configureHelp({ subcommandTerm: (verb) => verb.name() })
  // Flags after a verb are the verb's: `withdraw --version` is not the question for ours.
  program.enablePositionalOptions()
  // Subcommands inherit these only when they stand before them.
  program.exitOverride()
  program.configureOutput({ writeErr: (text) => void process.stderr.write(visibleLines(text)) })
  await addVerbs(program, args)
  pointToHelp(program, 'colophon')
  return program
}

/** Lets the error of a verb name the help of that verb. */
function pointToHelp(command: Command, name: string): void {
  command.showHelpAfterError(`(${name} --help shows what there is)`)
  for (const verb of command.commands) pointToHelp(verb, `${name} ${verb.name()}`)
}
