import type { Command } from 'commander'
import { isKeyName, printVerifierKey } from '../../log/note-key.ts'
import { becomeWitness } from '../../mirror/cosigning.ts'
import { print } from '../output.ts'
import { DIRECTORY } from './options.ts'

/** `colophon mirror witness`. */
export function addWitness(mirror: Command): void {
  mirror
    .command('witness')
    .description('make a mirror a witness, or print its key: from then on it cosigns what it has verified')
    .argument(...DIRECTORY)
    .option('--name <name>', 'what the witness is called, such as library.example.org/witness')
    .addHelpText(
      'after',
      '\nExample:\n  colophon mirror witness ./copy --name library.example.org/witness > library.vkey\n\n`mirror sync` then cosigns each checkpoint that is complete, and `mirror serve` cosigns at /witness what the archive offers.',
    )
    .action(witness)
}

async function witness(directory: string, { name }: { name?: string }, self: Command): Promise<void> {
  if (name !== undefined && !isKeyName(name))
    self.error('error: a name has no spaces and no plus signs, and 200 characters at most')
  const key = await becomeWitness(directory, name)
  if (!key) return self.error('error: this mirror is no witness yet: give it a name with --name')
  print(printVerifierKey(key))
}
