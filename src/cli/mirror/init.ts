import type { Command } from 'commander'
import { asPathError } from '../../files/user-path.ts'
import { initMirror } from '../../mirror/mirror.ts'
import { note, printJson } from '../output.ts'
import { collect, parseBaseUrl } from './options.ts'

/** `colophon mirror init`. */
export function addInit(mirror: Command): void {
  mirror
    .command('init')
    .description('make a new directory the mirror of an archive')
    .argument('<directory>', 'where to put the copy')
    .argument('<url>', 'address of the archive, or of another mirror of it', parseBaseUrl)
    .requiredOption(
      '--key <vkey>',
      'key that signs the log, as `colophon log key` prints it there; from people whom you trust, may be repeated',
      collect,
    )
    .option(
      '--original <url>',
      'address of the archive itself, when that of a mirror is given (default: as that one says)',
      parseBaseUrl,
    )
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  colophon mirror init ./copy https://archive.example.org --key "archive.example.org+1a2b3c4d+AT…"',
    )
    .action(init)
}

interface Options {
  key: string[]
  original?: string
  json?: boolean
}

async function init(directory: string, origin: string, { key, original, json }: Options): Promise<void> {
  const made = await initMirror(directory, { origin, keys: key, original }).catch((error) => {
    throw asPathError(error, directory, 'made')
  })
  const { origin: log, size, root } = made.head
  if (json) printJson({ directory, original: made.original, log, size, root: root.toString('hex') })
  else
    note(
      `${directory} mirrors ${made.original} and its log ${log}, of ${size} entries. Fetch it: colophon mirror sync ${directory}`,
    )
}
