/** Types are erased as Node 22 does it, by its own eraser: in a tenth of the time that the compiler takes. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import amaro from 'amaro'

/** The hook by which Node reads a module. */
export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context)
  const text = await readFile(fileURLToPath(url), 'utf8')
  const { code } = amaro.transformSync(text, { mode: 'strip-only', filename: url })
  return { format: 'module', source: code, shortCircuit: true }
}
