import type { Archive } from '../archive/archive.ts'
import type { ArchiveWriter } from '../archive/writer.ts'
import { ColophonError } from '../errors.ts'
import type { QuoteRecord } from '../store/quotes.ts'

/** Writes nothing: what a server of a mirror has in the place of a writer. */
export class MirrorWriter implements ArchiveWriter {
  readonly #archive: Archive
  readonly #origin: string

  /** @param origin address of the archive that is mirrored */
  constructor(archive: Archive, origin: string) {
    this.#archive = archive
    this.#origin = origin
  }

  importSource = async (): Promise<never> => this.#refuse()
  importVersion = async (): Promise<never> => this.#refuse()
  withdraw = async (): Promise<never> => this.#refuse()
  correctMetadata = async (): Promise<never> => this.#refuse()
  beat = async (): Promise<boolean> => false
  keepFormatted = async (): Promise<void> => {}
  close = async (): Promise<void> => {}

  /** What was registered at the origin, and is here by now, is not registered anew. */
  registerQuote = async ({ id }: Pick<QuoteRecord, 'id'>): Promise<boolean> =>
    (await this.#archive.reads.quotes.byId(id)) ? false : this.#refuse()

  #refuse(): never {
    throw new ColophonError(
      'read_only_mirror',
      `This is a mirror, which is read-only. Send the request to the archive itself: ${this.#origin}`,
      { original: this.#origin },
    )
  }
}
