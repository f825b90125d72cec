/**
 * Lints openapi.yaml by the recommended rules of Redocly, and that every tag is described. It writes what is wrong and ends
 * with 1; a warning is wrong, too.
 */
import { fileURLToPath } from 'node:url'
import { createConfig, lint } from '@redocly/openapi-core'

const FILE = fileURLToPath(new URL('../openapi.yaml', import.meta.url))

const config = await createConfig({
  extends: ['recommended'],
  rules: {
    'operation-tag-defined': 'error',
    'operation-description': 'error',
  },
})
const problems = await lint({ ref: FILE, config })
for (const { ruleId, message, location } of problems)
  console.error(`openapi.yaml ${location[0]?.pointer ?? ''}: ${message} (${ruleId})`)
process.exitCode = problems.length > 0 ? 1 : 0
