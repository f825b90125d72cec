import { type ImportWishes, readSourceFile } from '../archive/source-file.ts'
import type { LoadRequest } from '../loading/document.ts'
import { attempt } from '../store/sqlite/batch.ts'

/** A file that was named to be imported: what it says, or why it cannot be read. */
export interface ReadFile {
  file: string
  read: PromiseSettledResult<LoadRequest>
}

/** Files that are recorded together. */
const MOST_FILES = 48
/** And their bytes, which take a second. A file that is larger is imported alone. */
export const MOST_BYTES = 1024 * 1024

/** Reads the files in their order, some at a time; every group has one at least. */
export function* groupsOf(files: readonly string[], wishes: ImportWishes): Generator<ReadFile[]> {
  let group: ReadFile[] = []
  let bytes = 0
  for (const file of files) {
    const read = attempt(() => readSourceFile(file, wishes))
    const length = read.status === 'fulfilled' ? read.value.bytes.length : 0
    if (group.length === MOST_FILES || (group.length > 0 && bytes + length > MOST_BYTES)) {
      yield group
      group = []
      bytes = 0
    }
    group.push({ file, read })
    bytes += length
  }
  if (group.length > 0) yield group
}
