import type { Command } from 'commander'
import { keyIn } from '../config.ts'
import { FORMATS } from '../formats/registry.ts'
import { askJson } from '../mcp/api.ts'
import { formatView } from '../wire/format.ts'
import { askingServer } from './asking/asking-server.ts'
import { print, printJson } from './output.ts'
import { settingsOf, withSettings } from './settings.ts'

type FormatView = ReturnType<typeof formatView>

/** `colophon formats`. */
export function addFormats(program: Command): void {
  const command = program
    .command('formats')
    .option('--json', 'print JSON, a format a line')
    .addHelpText('after', '\nExamples:\n  colophon formats\n  colophon formats --json')
  withSettings(command, ['server', 'keyFile']).action(formats)
}

async function formats({ json }: { json?: true }, self: Command): Promise<void> {
  const config = settingsOf(self)
  const views =
    config.server === ''
      ? FORMATS.map(formatView)
      : (
          await askJson<{ items: FormatView[] }>(askingServer(config.server, keyIn(config)), {
            path: '/formats',
          })
        ).items
  for (const format of views) {
    if (json) printJson(format)
    else
      print(
        [
          `${format.title}  (${format.name} ${format.version})`,
          `  files: ${format.extensions.map((extension) => `.${extension}`).join(' ')}`,
          `  media types: ${format.mediaTypes.join(' ')}`,
          `  keeps: ${format.keeps}`,
          `  leaves out: ${format.leavesOut}`,
        ].join('\n'),
      )
  }
}
