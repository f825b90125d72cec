import { type Command, CommanderError } from 'commander'
import { asStorageError } from '../store/storage-errors.ts'
import { verbFirst } from './arguments.ts'
import { exitCodeOfError } from './exit-codes.ts'
import { note } from './output.ts'
import { newProgram } from './program.ts'
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
  const program = newProgram()
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
