import { Archive } from '../archive/archive.ts'

/** Opens an archive for reading, closes it after use. @throws ColophonError `archive_not_found` */
export async function usingArchive<T>(directory: string, use: (archive: Archive) => Promise<T>): Promise<T> {
  const archive = new Archive(directory)
  try {
    return await use(archive)
  } finally {
    archive.close()
  }
}
