/** The manuscripts that somebody named, and those of the folders that they named. */
import { type Dirent, readdirSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { ColophonError } from '../../errors.ts'
import { asPathError } from '../../files/user-path.ts'
import { MANUSCRIPT_EXTENSIONS } from '../../manuscripts/formats/registry.ts'

/**
 * The files in their order: of a folder those whose extension is that of a manuscript, by name, folders in it too.
 * Hidden ones and links in it are passed over.
 *
 * @throws ColophonError `unusable_path` for a folder that cannot be read, or has none
 */
export function manuscriptFiles(path: string): string[] {
  if (path === '-') return [path]
  const entries = entriesOf(path)
  if (entries === null) return [path]
  const found = manuscriptsAmong(entries, path)
  if (found.length > 0) return found
  const extensions = MANUSCRIPT_EXTENSIONS.map((name) => `.${name}`).join(', ')
  throw new ColophonError(
    'unusable_path',
    `${path} has no manuscripts: no name in it ends in one of ${extensions}.`,
  )
}

function manuscriptsAmong(entries: readonly Dirent[], folder: string): string[] {
  return entries.flatMap((entry) => {
    const file = join(folder, entry.name)
    if (entry.name.startsWith('.')) return []
    if (entry.isDirectory()) return manuscriptsAmong(entriesOf(file) ?? [], file)
    return entry.isFile() && isManuscript(entry.name) ? [file] : []
  })
}

/** What a folder has, by name; null for what is no folder. */
function entriesOf(path: string): Dirent[] | null {
  try {
    if (!statSync(path).isDirectory()) return null
    return readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch (error) {
    throw asPathError(error, path, 'read')
  }
}

function isManuscript(name: string): boolean {
  return MANUSCRIPT_EXTENSIONS.includes(extname(name).slice(1).toLowerCase())
}
