import { closeSync, linkSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { syncDirectory } from './sync-directory.ts'

/** What file systems answer that know one name for a file alone, such as exFAT. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'])

/**
 * Gives a draft its name, never in place of what somebody else made there meanwhile, and makes the name last.
 *
 * @throws Error `EEXIST` of the file system when the name is taken
 */
export function putNew(draft: string, file: string): void {
  try {
    linkSync(draft, file)
    rmSync(draft)
  } catch (error) {
    if (!NO_LINKS.has((error as { code?: string }).code ?? '')) throw error
    // Whoever makes the file has the name: what is replaced then is one's own.
    closeSync(openSync(file, 'wx'))
    renameSync(draft, file)
  }
  syncDirectory(dirname(file))
}
