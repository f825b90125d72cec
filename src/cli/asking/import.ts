import type { SourceFile } from '../../collections/walk.ts'
import type { LoadRequest } from '../../loading/document.ts'
import { amendedMetadata } from '../../loading/metadata/amended.ts'
import { asGivenMetadata } from '../../loading/metadata/as-given.ts'
import type { GivenMetadata } from '../../loading/metadata/given-metadata-schema.ts'
import type { Metadata } from '../../loading/metadata/metadata.ts'
import { type AskApi, askJson } from '../../mcp/api.ts'
import { nameOfWork } from '../../mcp/named.ts'
import type { LoadSummary } from '../../store/sqlite/versions/load-summary.ts'
import { readerFor } from '../import-reading.ts'
import { type ImportFacts, ImportReport } from '../import-report.ts'
import { stoppedBySignal } from '../import-stopping.ts'
import { type Telling, tellEach } from '../import-telling.ts'
import type { Imported, Outcome } from '../importing.ts'
import { formBody } from './form-body.ts'
import { askMetadata, sendMetadata } from './metadata.ts'

/** What the server made of a source. */
interface Report extends Omit<LoadSummary, 'repairs' | 'unresolved'> {
  work: { id: string }
  version: { id: string }
  known: boolean
  repairs: object[]
  unresolved: object[]
}

/** Sends files to a server, which imports them, and tells of each as if it were imported here. */
export async function importAtServer(
  files: readonly SourceFile[],
  ask: AskApi,
  telling: Telling,
): Promise<void> {
  const { work: typed } = telling.options
  const into = typed === undefined ? undefined : await idOf(ask, typed)
  const stopping = stoppedBySignal()
  const sender = new Sender(ask, into, telling)
  const report = new ImportReport(sender, telling.options)
  await tellEach(files, sender.imported(files, stopping.isAsked), { ...telling, report }).finally(
    stopping.end,
  )
  if (stopping.isAsked()) telling.summary.stop(files.length)
}

class Sender implements ImportFacts {
  readonly #ask: AskApi
  /** Id of the work whose next version the file becomes; undefined for new works. */
  readonly #into: string | undefined
  readonly #options: Telling['options']
  /** Of the file that was sent last. */
  #said: LoadSummary = { title: '', paragraphs: 0, repairs: 0, unresolved: 0, warnings: [] }
  #metadata: Metadata | undefined

  constructor(ask: AskApi, into: string | undefined, { options }: Telling) {
    this.#ask = ask
    this.#into = into
    this.#options = options
  }

  /** One file after the other: the server bounds how many sources of all clients wait. */
  async *imported(files: readonly SourceFile[], stopped: () => boolean): AsyncGenerator<Imported> {
    const read = readerFor(this.#options)
    for (const file of files) {
      if (stopped()) return
      let request: LoadRequest | undefined
      const send = async () => {
        if (file.unreadable) throw file.unreadable
        request = read(file)
        return this.#send(request)
      }
      const [outcome] = await Promise.allSettled([send()])
      yield {
        file: file.file,
        size: request?.bytes.length ?? file.size,
        manifest: request?.manifest,
        outcome,
      }
    }
  }

  summary(): LoadSummary {
    return this.#said
  }

  /** A server tells of none. */
  namesake(): undefined {}

  metadata(): Metadata | undefined {
    return this.#metadata
  }

  async #send({ bytes, fileName = '', mediaType, manifest }: LoadRequest): Promise<Outcome> {
    const form = await formBody(
      { source: { bytes, name: fileName, type: mediaType } },
      manifest && { manifest: JSON.stringify(manifest) },
    )
    const path = this.#into === undefined ? '/works' : `/works/${this.#into}/versions`
    const answer = await askJson<Report>(this.#ask, { method: 'POST', path, ...form })
    const { title, paragraphs, repairs, unresolved, warnings, known } = answer
    this.#said = { title, paragraphs, repairs: repairs.length, unresolved: unresolved.length, warnings }
    const recorded = { work: answer.work.id, version: answer.version.id, known }
    this.#metadata = known && manifest ? await askMetadata(this.#ask, recorded.work) : undefined
    return this.#metadata &&
      manifest &&
      this.#options.updateMetadata &&
      (await this.#correct(recorded.work, manifest))
      ? { ...recorded, corrected: true }
      : recorded
  }

  /** Puts what a manifest says in place of what is said of the same fields; false when that is said already. */
  async #correct(work: string, manifest: GivenMetadata): Promise<boolean> {
    const amended = amendedMetadata(this.#metadata!, manifest)
    if (!amended) return false
    await sendMetadata(this.#ask, work, asGivenMetadata(amended))
    this.#metadata = amended
    return true
  }
}

/** @throws ToolFailure when there is no such work */
async function idOf(ask: AskApi, typed: string): Promise<string> {
  const path = `/works/${encodeURIComponent(nameOfWork(typed))}?format=json`
  return (await askJson<{ id: string }>(ask, { path })).id
}
