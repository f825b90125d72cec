import type { Command } from 'commander'
import { settingsOfMirror } from '../../mirror/mirror.ts'
import { settingsOf, withSettings } from '../settings.ts'
import { DIRECTORY } from './options.ts'

/** `colophon mirror serve`. */
export function addServe(mirror: Command): void {
  const command = mirror
    .command('serve')
    .description('serve a mirror over HTTP, for reading alone')
    .argument(...DIRECTORY)
    .addHelpText(
      'after',
      '\nExample:\n  colophon mirror serve ./copy --port 3001\n\n`mirror sync` may run beside it.',
    )
  withSettings(command, ['host', 'port', 'baseUrl', 'styles', 'logLevel']).action(serve)
}

async function serve(directory: string, _options: object, self: Command): Promise<void> {
  const { origin } = settingsOfMirror(directory)
  // The server's packages take most of a second to load, which the other verbs need not wait for.
  const { serveMirror } = await import('../serving-mirror.ts')
  await serveMirror({ ...settingsOf(self), data: directory }, origin)
}
