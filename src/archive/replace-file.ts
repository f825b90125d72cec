import { renameSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { threadId } from 'node:worker_threads'
import { syncDirectory } from './sync-directory.ts'

/** The name under which this thread writes a small file, before it gets its own. */
export function draftBeside(file: string): string {
  return join(dirname(file), `.draft-${basename(file)}-${process.pid}-${threadId}`)
}

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
