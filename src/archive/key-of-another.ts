import { workId } from '../identity/ids.ts'
import type { LoadRequest } from '../loading/document.ts'
import { InvalidManifest } from '../loading/errors.ts'

/** Throws `InvalidManifest` when what is given with a version has the key of another work. */
export function refuseKeyOfAnother(work: string, { manifest }: LoadRequest): void {
  const key = manifest?.key
  if (key !== undefined && workId(key) !== work)
    throw new InvalidManifest('/key', `The key ${key} is not that of the work ${work}. Leave "key" out.`)
}
