import { sha256 } from '../identity/digest.ts'
import { parseWorkId } from '../identity/ids.ts'
import type { WorkReads } from '../store/works.ts'

/** What ids of works are looked up in. */
interface NamedWorks {
  archive: { reads: { works: Pick<WorkReads, 'idOf' | 'keyed'> } }
}

/**
 * A citation key as exports hand it out, perhaps of a paragraph or quote: names, year and a word of the title, and the
 * start of the work's id where another had them before.
 */
const KEY =
  /^(work-[0-9a-z]{16}|[a-z][a-z0-9]{0,80})(?:_([0-9a-z]{6}))?(?:-p\d{1,6}(?:-\d{1,6})?)?(?:-[0-9a-z]{6}(?:-\d{1,6})?)?$/

/** The id of the work with this id, in any spelling, this slug or this citation key; it may have been withdrawn. */
export async function workIdOf(works: NamedWorks, typed: string): Promise<string | undefined> {
  return (await works.archive.reads.works.idOf(storedName(typed))) ?? (await workIdKeyed(works, typed))
}

/** The id of the work that has a citation key, or has had it, and may have been withdrawn: the first one in the log. */
export async function workIdKeyed({ archive }: NamedWorks, typed: string): Promise<string | undefined> {
  const [, key, idBegins = ''] = KEY.exec(typed.toLowerCase()) ?? []
  return key === undefined ? undefined : archive.reads.works.keyed({ sha256: sha256(key), idBegins })
}

/** No slug reads as an id. */
export function storedName(typed: string): string {
  return parseWorkId(typed) ?? typed.toLowerCase()
}
