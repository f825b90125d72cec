import type { Command } from 'commander'
import { asPathError, readGiven } from '../../files/user-path.ts'
import { printVerifierKey } from '../../log/note-key.ts'
import { LONGEST_POLICY, parsePolicy } from '../../log/policy.ts'
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
    .option(
      '--key <vkey>',
      'key that signs the log, as `colophon log key` prints it there; from people whom you trust, may be repeated',
      collect,
    )
    .option(
      '--original <url>',
      'address of the archive itself, when that of a mirror is given (default: as that one says)',
      parseBaseUrl,
    )
    .option(
      '--policy <file>',
      'witnesses who must have cosigned each checkpoint (C2SP tlog-policy); keys of the log may stand in it',
    )
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  colophon mirror init ./copy https://archive.example.org --key "archive.example.org+1a2b3c4d+AT…"',
    )
    .action(init)
}

interface Options {
  key?: string[]
  policy?: string
  original?: string
  json?: boolean
}

async function init(directory: string, origin: string, options: Options, self: Command): Promise<void> {
  const { key = [], policy: file, original, json } = options
  const policy = file === undefined ? undefined : readGiven(file, LONGEST_POLICY).toString()
  const keys = [...key, ...(policy === undefined ? [] : parsePolicy(policy).logs.map(printVerifierKey))]
  if (keys.length === 0) self.error('error: name the key of the log, with --key or in the file of --policy')
  const made = await initMirror(directory, { origin, keys, original, policy }).catch((error) => {
    throw asPathError(error, directory, 'made')
  })
  const { origin: log, size, root } = made.head
  if (json) printJson({ directory, original: made.original, log, size, root: root.toString('hex') })
  else
    note(
      `${directory} mirrors ${made.original} and its log ${log}, of ${size} entries. Fetch it: colophon mirror sync ${directory}`,
    )
}
