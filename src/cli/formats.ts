import type { Command } from 'commander'
import { FORMATS } from '../formats/registry.ts'
import { formatView } from '../wire/format.ts'
import { print, printJson } from './output.ts'

/** `colophon formats`. */
export function addFormats(program: Command): void {
  program
    .command('formats')
    .option('--json', 'print JSON, a format a line')
    .addHelpText('after', '\nExamples:\n  colophon formats\n  colophon formats --json')
    .action(({ json }: { json?: true }) => {
      for (const format of FORMATS.map(formatView)) {
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
    })
}
