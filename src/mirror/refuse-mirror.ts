import { ColophonError } from '../errors.ts'
import { readMirrorFile } from './mirror-file.ts'

/**
 * Refuses to write into a copy of another archive, which would be a copy no longer.
 *
 * @throws ColophonError `is_mirror`
 */
export function refuseMirror(directory: string): void {
  const mirror = readMirrorFile(directory)
  if (!mirror) return
  throw new ColophonError(
    'is_mirror',
    `The archive in ${directory} is a mirror of ${mirror.original}. Write there; here are \`colophon mirror sync ${directory}\` and \`colophon mirror serve ${directory}\`. Name another archive with --data.`,
  )
}
