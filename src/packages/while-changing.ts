import type { Archive } from '../archive/archive.ts'
import { ColophonError } from '../errors.ts'

/** How often a work is read that is changed meanwhile. */
const ATTEMPTS = 3

/** Reads a work again, as it is then, when it was changed while it was read. @throws ColophonError `archive_unusable` */
export async function whileChanging<T>(
  archive: Pick<Archive, 'refresh'>,
  read: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await read()
    } catch (error) {
      const wasChanged = error instanceof ColophonError && error.code === 'archive_unusable'
      if (!wasChanged || attempt === ATTEMPTS) throw error
      archive.refresh()
    }
  }
}
