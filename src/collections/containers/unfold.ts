/** Puts in place of containers what is in them. */
import { asPathError } from '../../files/user-path.ts'
import type { Collection, SourceFile } from '../walk.ts'

/** What of the containers is wanted, and who is told that one is looked through. */
export interface Unfolding {
  /** Tells of the name of a document in a container whether it is wanted. */
  wants: (name: string) => boolean
  opening?: (file: string) => void
}

/**
 * A collection with the documents of its containers. Captures of all containers together are in the order of their time,
 * where the first container stood, so that each page's versions follow one another. Two of the same moment stay in the order
 * in which they were found.
 */
export async function unfold(
  { files, skipped }: Collection,
  { wants, opening = () => {} }: Unfolding,
): Promise<Collection> {
  const unfolded: Collection = { files: [], skipped: [...skipped] }
  const captures: SourceFile[] = []
  let place: number | undefined
  for (const file of files) {
    if (file.container === undefined) {
      unfolded.files.push(file)
      continue
    }
    opening(file.file)
    const contents = await contentsOf(file, wants)
    place ??= unfolded.files.length
    for (const member of contents.files)
      (member.member?.captured === undefined ? unfolded.files : captures).push(member)
    unfolded.skipped.push(...contents.skipped)
  }
  captures.sort((a, b) => byText(a.member!.captured!, b.member!.captured!))
  unfolded.files.splice(place ?? 0, 0, ...captures)
  return unfolded
}

async function contentsOf(
  { file, container }: SourceFile,
  wants: (name: string) => boolean,
): Promise<Collection> {
  const named = (name: string) => (name === '' ? file : `${file}#${name}`)
  try {
    const { members, skipped, damaged } = await container!.open(file, wants)
    return {
      files: [
        ...members.map((member) => ({
          ...{ file: named(member.name), size: member.size },
          mediaType: '',
          member,
        })),
        ...damaged.map(({ name, error }) => ({
          ...{ file: named(name), size: 0 },
          mediaType: '',
          unreadable: error,
        })),
      ],
      skipped: skipped.map((each) => ({ file: named(each.file), why: each.why })),
    }
  } catch (error) {
    const unreadable = asPathError(error, file, 'read') as Error
    return { files: [{ file, size: 0, mediaType: '', unreadable }], skipped: [] }
  }
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
