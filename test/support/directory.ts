import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * A folder of a test's own. It is removed after whatever was opened in it is closed, which tap's own fixtures are not:
 * teardowns run in reverse order.
 */
export function directoryFor(t: { teardown(end: () => void | Promise<void>): void }): string {
  const directory = mkdtempSync(join(tmpdir(), 'colophon-test-'))
  t.teardown(() => rmSync(directory, { recursive: true, force: true, maxRetries: 3 }))
  return directory
}
