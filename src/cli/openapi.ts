import type { Command } from 'commander'
import { publicUrl } from './public-url.ts'
import { settingsOf, withSettings } from './settings.ts'

/** `colophon openapi`. */
export function addOpenApi(program: Command): void {
  const command = program
    .command('openapi')
    .addHelpText(
      'after',
      '\nExamples:\n  colophon openapi > openapi.yaml\n  colophon openapi --base-url https://archive.example.org',
    )
  withSettings(command, ['baseUrl', 'host', 'port']).action(async (_options, self: Command) => {
    const { describeApi } = await import('./describing-api.ts')
    process.stdout.write(await describeApi(publicUrl(settingsOf(self))))
  })
}
