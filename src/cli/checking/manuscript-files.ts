/** The manuscripts that somebody named, and those of the folders that they named. */
import { readdirSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { asPathError } from '../../files/user-path.ts'
import { MANUSCRIPT_EXTENSIONS } from '../../manuscripts/formats/registry.ts'

/**
 * The files in their order: of a folder those whose extension is that of a manuscript, by name, folders in it too.
 * Hidden ones and links in it are passed over.
 *
 * @throws ColophonError `unusable_path` for a folder that cannot be read
 */
export function manuscriptFiles(path: string): string[] {
  if (path === '-' || !statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [path]
  return entriesOf(path).flatMap((entry) => {
    const file = join(path, entry.name)
    if (entry.name.startsWith('.')) return []
    if (entry.isDirectory()) return manuscriptFiles(file)
    return entry.isFile() && isManuscript(entry.name) ? [file] : []
  })
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch (error) {
    throw asPathError(error, folder, 'read')
  }
}

function isManuscript(name: string): boolean {
  return MANUSCRIPT_EXTENSIONS.includes(extname(name).slice(1).toLowerCase())
}
