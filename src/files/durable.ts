import { renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { draftBeside } from './drafts.ts'
import { syncDirectory } from './sync-directory.ts'

/**
 * Writes a file in place of the one before, as a whole or not at all: whoever reads it finds the one or the other, and
 * no loss of power takes it back.
 */
export function replaceFile(file: string, content: string): void {
  const draft = draftBeside(file)
  writeFileSync(draft, content, { flush: true })
  renameSync(draft, file)
  // 2 to 4 ms.
  syncDirectory(dirname(file))
}
