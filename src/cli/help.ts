import type { Command } from 'commander'

/** `colophon help VERB…`: that of the library knows verbs of one word alone. */
export function addHelp(program: Command): void {
  program
    .helpCommand(false)
    .command('help')
    .description('show the help of a verb')
    .argument('[verb...]', 'its name, such as: mirror sync')
    .action((names: string[]) => verbOf(program, names).help())
}

function verbOf(program: Command, names: readonly string[]): Command {
  return names.reduce<Command>((command, name) => {
    const verb = command.commands.find((each) => each.name() === name)
    return verb ?? command.error(`error: unknown command '${name}'`)
  }, program)
}
