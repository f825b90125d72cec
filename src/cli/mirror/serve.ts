import { type Command, InvalidArgumentError } from 'commander'
import { settingsOfMirror } from '../../mirror/mirror-file.ts'
import { settingsOf, withSettings } from '../settings.ts'
import { DIRECTORY } from './options.ts'
import { repeatSync } from './repeated-sync.ts'

/** `colophon mirror serve`. */
export function addServe(mirror: Command): void {
  const command = mirror
    .command('serve')
    .description('serve a mirror over HTTP, for reading alone')
    .argument(...DIRECTORY)
    .option('--sync-every <minutes>', 'bring it up to date at the beginning and so often', parseMinutes)
    .addHelpText(
      'after',
      '\nExample:\n  colophon mirror serve ./copy --port 3001\n\n`mirror sync` may run beside it; --sync-every does it here.',
    )
  withSettings(command, [
    'host',
    'port',
    'baseUrl',
    'styles',
    'metrics',
    'logLevel',
    'trustProxy',
    'limits',
  ]).action(serve)
}

async function serve(directory: string, { syncEvery }: { syncEvery?: number }, self: Command): Promise<void> {
  const { original: origin } = settingsOfMirror(directory)
  // The server's packages take most of a second to load, which the other verbs need not wait for.
  const { serveMirror } = await import('../serving-mirror.ts')
  await serveMirror(
    { ...settingsOf(self, directory), data: directory },
    {
      origin,
      ...(syncEvery && { background: (logger) => repeatSync(directory, { minutes: syncEvery, logger }) }),
    },
  )
}

/** A timer holds no more than 24 days. */
const MOST_MINUTES = 30_000

function parseMinutes(text: string): number {
  const minutes = Number(text)
  if (minutes > 0 && minutes <= MOST_MINUTES) return minutes
  throw new InvalidArgumentError(`It is a number of minutes above 0, up to ${MOST_MINUTES}.`)
}
