import { existsSync, readFileSync } from 'node:fs'
import { ColophonError } from '../errors.ts'
import { mirrorFile } from '../files/archive-files.ts'
import { replaceFile } from '../files/durable.ts'
import { MirrorError } from './errors.ts'

/** What a copy is of, and whom it trusts: kept beside the database, so that it outlives it. */
export interface MirrorSettings {
  /** Address that it is fetched from, without a slash at its end: the archive, or another mirror of it. */
  origin: string
  /** Address of the archive itself, which citations name. */
  original: string
  /** Verifier keys that were given by a person, and those that the log told under a signature by one of them. */
  keys: string[]
}

const LONGEST_URL = 2000
const LONGEST_KEY = 300
const MOST_KEYS = 100

/** Whether it is an address without a slash at its end. */
export function isBaseUrl(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.length <= LONGEST_URL &&
    /^https?:\/\/[^\s?#<>"]+[^/\s?#<>"]$/.test(value)
  )
}

/** Null when the directory is no mirror. @throws ColophonError `archive_unusable` when the file is damaged */
export function readMirrorFile(directory: string): MirrorSettings | null {
  const file = mirrorFile(directory)
  if (!existsSync(file)) return null
  try {
    const said: unknown = JSON.parse(readFileSync(file, 'utf8'))
    const { v, origin, original = origin, keys } = Object(said) as Record<string, unknown>
    if (v === 1 && isBaseUrl(origin) && isBaseUrl(original) && areKeys(keys))
      return { origin, original, keys }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw new ColophonError(
    'archive_unusable',
    `The file ${file} is damaged. It has the form {"v": 1, "origin": "https://…", "keys": ["name+id+key"]}: write it again, or make the mirror anew.`,
  )
}

/** What a directory mirrors. @throws MirrorError `not_a_mirror` */
export function settingsOfMirror(directory: string): MirrorSettings {
  const settings = readMirrorFile(directory)
  if (settings) return settings
  throw new MirrorError(
    'not_a_mirror',
    `The directory ${directory} is not a mirror. Make one with \`colophon mirror init ${directory} URL --key VKEY\`.`,
  )
}

function areKeys(value: unknown): value is string[] {
  return (
    Array.isArray(value) &&
    value.length >= 1 &&
    value.length <= MOST_KEYS &&
    value.every((key) => typeof key === 'string' && key.length <= LONGEST_KEY)
  )
}

export function writeMirrorFile(
  directory: string,
  { origin, original = origin, keys }: Omit<MirrorSettings, 'original'> & { original?: string | undefined },
): void {
  replaceFile(mirrorFile(directory), `${JSON.stringify({ v: 1, origin, original, keys }, null, 2)}\n`)
}
