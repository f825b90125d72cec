import cluster from 'node:cluster'
import type { Command } from 'commander'
import type { Config } from '../config.ts'
import { printJson } from './output.ts'
import { settingsOf, withSettings } from './settings.ts'

/** `colophon serve`. */
export function addServe(program: Command): void {
  const command = program
    .command('serve')
    .option('--seed', 'import the seed article into an empty archive first')
    .option('--print-config', 'print the settings in force as JSON and end')
    .addHelpText(
      'after',
      '\nExamples:\n  colophon serve --data ./data --port 3000\n  COLOPHON_BASE_URL=https://archive.example.org colophon serve',
    )
  withSettings(command, [
    'host',
    'port',
    'workers',
    'data',
    'store',
    'baseUrl',
    'styles',
    'contact',
    'mirrors',
    'logKey',
    'logName',
    'witnesses',
    'metrics',
    'logLevel',
    'trustProxy',
    'limits',
  ]).action(async (options, self: Command) => {
    const config = settingsOf(self)
    if (options.printConfig) printJson({ ...config, store: withoutPassword(config.store) }, 2)
    else {
      // The server's packages take most of a second to load, which the other verbs need not wait for.
      const { serve } = await roleOf(config)
      await serve(config, Boolean(options.seed))
    }
  })
}

/** What this process does: all, or, of several, what it was started for. */
function roleOf({
  workers,
  store,
}: Config): Promise<{ serve(config: Config, seeding: boolean): Promise<void> }> {
  if (store !== '') return import('./serving-database.ts')
  if (workers === 1) return import('./serving.ts')
  return cluster.isPrimary ? import('./workers/primary.ts') : import('./workers/worker.ts')
}

function withoutPassword(address: string): string {
  return address.replace(/^([a-z]+:\/\/[^:@/?]*):[^@/?]*@/, '$1@')
}
