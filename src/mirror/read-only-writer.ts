import type { Archive } from '../archive/archive.ts'
import { ReadOnlyWriter } from '../archive/read-only-writer.ts'
import { ColophonError } from '../errors.ts'

/** What a server of a mirror has in the place of a writer. */
export class MirrorWriter extends ReadOnlyWriter {
  /** @param origin address of the archive that is mirrored */
  constructor(archive: Archive, origin: string) {
    super(
      archive,
      () =>
        new ColophonError(
          'read_only_mirror',
          `This is a mirror, which is read-only. Send the request to the archive itself: ${origin}`,
          { original: origin },
        ),
    )
  }
}
