import type { Command } from 'commander'
import { initMirror } from '../../mirror/mirror.ts'
import { note, print } from '../output.ts'
import { collect } from './options.ts'

/** `colophon mirror init`. */
export function addInit(mirror: Command): void {
  mirror
    .command('init')
    .description('make a new directory the mirror of an archive')
    .argument('<directory>', 'where the copy is to lie')
    .argument('<url>', 'address of the archive, or of another mirror of it')
    .requiredOption(
      '--key <vkey>',
      'key that signs the log, as `colophon log key` prints it there; from people whom you trust, may be repeated',
      collect,
    )
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  colophon mirror init ./copy https://archive.example.org --key "archive.example.org+1a2b3c4d+AT…"',
    )
    .action(init)
}

async function init(
  directory: string,
  origin: string,
  { key, json }: { key: string[]; json?: boolean },
): Promise<void> {
  const { origin: log, size, root } = await initMirror(directory, { origin, keys: key })
  if (json) print(JSON.stringify({ directory, log, size, root: root.toString('hex') }))
  else
    note(
      `${directory} mirrors the log ${log}, of ${size} entries. Fetch it: colophon mirror sync ${directory}`,
    )
}
