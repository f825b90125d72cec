import { createRequire } from 'node:module'
import type { Tool } from '../../loading/extraction.ts'
import { SOFTWARE_VERSION } from '../../software.ts'

const require = createRequire(import.meta.url)

/** What extracts by itself, without a package that does it. */
export const OWN_TOOL: Tool = { name: 'Colophon', version: SOFTWARE_VERSION }

/** A package with the version that is here, as what extracted a text. */
export function toolOf(name: string): Tool {
  const { version } = require(`${name}/package.json`) as { version: string }
  return { name, version }
}
