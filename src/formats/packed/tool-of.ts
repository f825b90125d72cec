import { createRequire } from 'node:module'
import type { Tool } from '../../loading/extraction.ts'
import { SOFTWARE_VERSION } from '../../software.ts'

const require = createRequire(import.meta.url)

/** What extracts by itself, without a package that does it. */
export const OWN_TOOL: Tool = { name: 'Colophon', version: SOFTWARE_VERSION }

/**
 * A package with the version that is here, as what extracted a text.
 *
 * @param entry a module of it, where it exports its `package.json` to nobody
 */
export function toolOf(name: string, entry = `${name}/package.json`): Tool {
  const file = require.resolve(entry)
  const folder = file.slice(0, file.lastIndexOf(name) + name.length)
  const { version } = require(`${folder}/package.json`) as { version: string }
  return { name, version }
}
