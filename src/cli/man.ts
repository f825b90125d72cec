import type { Command } from 'commander'
import { treeOf } from './describing/command-tree.ts'
import { manPage } from './describing/man-page.ts'
import { print } from './output.ts'

/** `colophon man`. @param whole the command with all its verbs */
export function addMan(program: Command, whole: () => Promise<Command>): void {
  program
    .command('man')
    .addHelpText('after', '\nExample:\n  colophon man | man -l -')
    .action(async () => print(manPage(treeOf(await whole())).trimEnd()))
}
