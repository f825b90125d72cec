import { existsSync, readFileSync } from 'node:fs'
import { Type } from 'typebox'
import { ColophonError } from '../errors.ts'
import { mirrorFile } from '../files/archive-files.ts'
import { replaceFile } from '../files/durable.ts'
import { conforms } from '../json-schema.ts'

/** What a copy is of, and whom it trusts: kept beside the database, so that it outlives it. */
export interface MirrorSettings {
  /** Address that it is fetched from, without a slash at its end: the archive, or another mirror of it. */
  origin: string
  /** Address of the archive itself, which citations name. */
  original: string
  /** Verifier keys that were given by a person, and those that the log told under a signature by one of them. */
  keys: string[]
}

/** An address without a slash at its end. */
export const BaseUrl = Type.String({ pattern: '^https?://[^\\s?#<>"]+[^/\\s?#<>"]$', maxLength: 2000 })

const File = Type.Object({
  v: Type.Literal(1),
  origin: BaseUrl,
  original: Type.Optional(BaseUrl),
  keys: Type.Array(Type.String({ maxLength: 300 }), { minItems: 1, maxItems: 100 }),
})

/** Null when the directory is no mirror. @throws ColophonError `archive_unusable` when the file is damaged */
export function readMirrorFile(directory: string): MirrorSettings | null {
  const file = mirrorFile(directory)
  if (!existsSync(file)) return null
  try {
    const said: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (conforms(File, said)) {
      const { origin, original = origin, keys } = said
      return { origin, original, keys }
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw new ColophonError(
    'archive_unusable',
    `The file ${file} is damaged. It has the form {"v": 1, "origin": "https://…", "keys": ["name+id+key"]}: write it again, or make the mirror anew.`,
  )
}

export function writeMirrorFile(
  directory: string,
  { origin, original = origin, keys }: Omit<MirrorSettings, 'original'> & { original?: string | undefined },
): void {
  replaceFile(mirrorFile(directory), `${JSON.stringify({ v: 1, origin, original, keys }, null, 2)}\n`)
}
