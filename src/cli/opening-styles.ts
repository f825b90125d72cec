import { StyleDirectory } from '../citing/styles/style-directory.ts'
import { bundledStyles, StyleRegistry } from '../citing/styles/style-registry.ts'
import { type Config, SETTINGS } from '../config.ts'
import { ColophonError } from '../errors.ts'
import { note } from './output.ts'

/**
 * The styles that come with the server, and those of the directory that the setting names.
 *
 * @param tell what is said on stderr of the directory's files that cannot be used: of the locales' alone, for a verb that
 *   uses one style; of all, once all are read, for which nobody waits; or nothing
 * @throws ColophonError `invalid_setting` when the directory is not there or cannot be read
 */
export function openStyles(
  { styles }: Pick<Config, 'styles'>,
  tell: 'locales' | 'all' | 'nothing' = 'locales',
): StyleRegistry {
  if (styles === '') return new StyleRegistry(bundledStyles())
  const directory = openDirectory(styles)
  const registry = new StyleRegistry(bundledStyles(), directory)
  if (tell === 'locales') noteAll(directory.warnings)
  if (tell === 'all') void registry.warnings().then(noteAll)
  return registry
}

function noteAll(warnings: readonly string[]): void {
  for (const warning of warnings) note(`note: ${warning}`)
}

function openDirectory(path: string): StyleDirectory {
  try {
    return new StyleDirectory(path)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const { variable, description } = SETTINGS.styles
    const why = WHY[code ?? ''] ?? message
    throw new ColophonError(
      'invalid_setting',
      `--styles (or ${variable}) cannot be ${JSON.stringify(path)}: ${why}. It is the ${description}.`,
    )
  }
}

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such directory',
  ENOTDIR: 'it is a file, not a directory',
  EACCES: 'it may not be read',
}
