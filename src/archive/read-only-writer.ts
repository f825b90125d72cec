import type { ColophonError } from '../errors.ts'
import type { QuoteRecord } from '../store/quotes.ts'
import type { Archive } from './archive.ts'
import type { ArchiveWriter } from './writer.ts'

/** Writes nothing: what a server of a copy has in the place of a writer. */
export class ReadOnlyWriter implements ArchiveWriter {
  readonly #archive: Archive
  readonly #refusal: () => ColophonError

  /** @param refusal says where to write */
  constructor(archive: Archive, refusal: () => ColophonError) {
    this.#archive = archive
    this.#refusal = refusal
  }

  importSource = async (): Promise<never> => this.#refuse()
  importVersion = async (): Promise<never> => this.#refuse()
  withdraw = async (): Promise<never> => this.#refuse()
  correctMetadata = async (): Promise<never> => this.#refuse()
  beat = async (): Promise<boolean> => false
  keepFormatted = async (): Promise<void> => {}
  close = async (): Promise<void> => {}

  /** What was registered, and is here by now, is not registered anew. */
  registerQuote = async ({ id }: Pick<QuoteRecord, 'id'>): Promise<boolean> =>
    (await this.#archive.reads.quotes.byId(id)) ? false : this.#refuse()

  #refuse(): never {
    throw this.#refusal()
  }
}
