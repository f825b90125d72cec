/** What a command takes, as its help has it: the source of the completions of shells and of the manual page. */
import type { EventEmitter } from 'node:events'
import type { Command } from 'commander'

/** A command or a verb of it. */
export interface CommandTree {
  /** The words that it is called by, `colophon mirror init`. */
  path: string
  description: string
  /** What stands behind its name: `[options] <file...>`. */
  usage: string
  options: DescribedOption[]
  arguments: { name: string; description: string }[]
  /** Examples, exit codes and the like, that stand behind its help. */
  after: string
  commands: CommandTree[]
}

/** An option. */
export interface DescribedOption {
  /** `-v, --version`, `--port <number>`. */
  flags: string
  /** `-v`, `--version`. */
  names: string[]
  description: string
  takesValue: boolean
  choices: readonly string[]
}

/** @param before words before its name */
export function treeOf(command: Command, before = ''): CommandTree {
  const path = `${before}${command.name()}`
  const help = command.createHelp()
  return {
    path,
    description: command.description(),
    usage: command.usage(),
    options: help.visibleOptions(command).map((option) => ({
      flags: option.flags,
      names: [option.short, option.long].filter((name) => name !== undefined),
      description: help.optionDescription(option),
      takesValue: option.required || option.optional,
      choices: option.argChoices ?? [],
    })),
    arguments: help
      .visibleArguments(command)
      .map((argument) => ({ name: help.argumentTerm(argument), description: argument.description })),
    after: afterHelp(command),
    commands: command.commands.map((each) => treeOf(each, `${path} `)),
  }
}

/** A command and all in it, from the outside to the inside. */
export function flattened(tree: CommandTree): CommandTree[] {
  return [tree, ...tree.commands.flatMap(flattened)]
}

/** Commander keeps it as a listener, which is told where to write. */
function afterHelp(command: Command): string {
  let text = ''
  const events = command as unknown as EventEmitter
  events.emit('afterHelp', { error: false, command, write: (more: string) => (text += more) })
  return text.trim()
}
