import type { Command } from 'commander'
import { printJson } from './output.ts'
import { settingsOf, withSettings } from './settings.ts'

/** `colophon serve`. */
export function addServe(program: Command): void {
  const command = program
    .command('serve')
    .description('serve the archive over HTTP')
    .option('--seed', 'import the seed article into an empty archive first')
    .option('--print-config', 'print the settings in force as JSON and end')
    .addHelpText(
      'after',
      '\nExamples:\n  colophon serve --data ./data --port 3000\n  COLOPHON_BASE_URL=https://archive.example.org colophon serve',
    )
  withSettings(command, [
    'host',
    'port',
    'data',
    'baseUrl',
    'styles',
    'mirrors',
    'logKey',
    'logName',
    'logLevel',
    'trustProxy',
    'limits',
  ]).action(async (options, self: Command) => {
    const config = settingsOf(self)
    if (options.printConfig) printJson(config, 2)
    else {
      // The server's packages take most of a second to load, which the other verbs need not wait for.
      const { serve } = await import('./serving.ts')
      await serve(config, Boolean(options.seed))
    }
  })
}
