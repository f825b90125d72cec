import { Argument, type Command } from 'commander'
import { treeOf } from './describing/command-tree.ts'
import { COMPLETIONS } from './describing/completions.ts'
import { print } from './output.ts'

/** `colophon completion`. @param whole the command with all its verbs */
export function addCompletion(program: Command, whole: () => Promise<Command>): void {
  program
    .command('completion')
    .addArgument(new Argument('<shell>', 'whose script is printed').choices(Object.keys(COMPLETIONS)))
    .addHelpText(
      'after',
      '\nExamples:\n  source <(colophon completion bash)\n  colophon completion bash > ~/.local/share/bash-completion/completions/colophon\n  colophon completion zsh > ~/.zfunc/_colophon   # a folder in fpath\n  colophon completion fish > ~/.config/fish/completions/colophon.fish',
    )
    .action(async (shell: string) => print(COMPLETIONS[shell]!(treeOf(await whole())).trimEnd()))
}
