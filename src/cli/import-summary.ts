import type { SkippedFile } from '../collections/skipped-file.ts'
import { EXIT } from './exit-codes.ts'
import { exitCodeOfFiles } from './file-failures.ts'
import type { ImportOptions } from './import-options.ts'
import { note, printJson } from './output.ts'
import { megabytes } from './progress-bar.ts'

/** Files of one list that are named in words; the rest is counted. */
const TOLD = 20

/** Counts what became of the files of an import, and says so at its end. */
export class ImportSummary {
  readonly #skipped: SkippedFile[]
  readonly #failures: string[] = []
  readonly #errors: Error[] = []
  readonly #began = performance.now()
  #new = 0
  #known = 0
  #corrected = 0
  #bytes = 0
  #stopped = false

  constructor(skipped: readonly SkippedFile[] = []) {
    this.#skipped = [...skipped]
  }

  /** A file that is there now, with its bytes. */
  add({ known, corrected }: { known: boolean; corrected?: boolean }, bytes: number): void {
    if (corrected) this.#corrected++

    if (known) this.#known++
    else this.#new++
    this.#bytes += bytes
  }

  /** A file that could not be imported. */
  fail(file: string, error: Error): void {
    this.#failures.push(file)
    this.#errors.push(error)
  }

  /** A file that is left out. */
  skip(file: SkippedFile): void {
    this.#skipped.push(file)
  }

  /** Says that the person ended the import, perhaps before all of so many files were done. */
  stop(files: number): void {
    this.#stopped = this.#new + this.#known + this.#errors.length < files
  }

  /** What the command ends with: success when all is there, incomplete when some is. */
  get exitCode(): number {
    const errors = this.#errors
    const gravest = errors.length > 0 ? exitCodeOfFiles(errors) : EXIT.ok
    if (gravest === EXIT.rolledBack) return gravest
    const isThere = this.#new + this.#known > 0
    if (this.#stopped || (isThere && errors.length > 0)) return EXIT.incomplete
    if (isThere) return EXIT.ok
    return errors.length > 0 ? gravest : EXIT.failure
  }

  /** What a watch ends with that a person ended: nothing is wrong with a folder into which nothing came. */
  get exitCodeOfWatch(): number {
    return this.#failures.length > 0 ? this.exitCode : EXIT.ok
  }

  /** Says what was done, on stderr, and with `json` in a last line of JSON too. */
  tell({ json, dryRun = false, watch = false, updateMetadata }: ImportOptions): void {
    this.#list(
      'skipped',
      this.#skipped.map(({ file, why }) => `${file}: ${why}`),
    )
    this.#list('failed', this.#failures)
    const counts = {
      new: this.#new,
      known: this.#known,
      ...(updateMetadata && { corrected: this.#corrected }),
      failed: this.#failures.length,
      skipped: this.#skipped.length,
    }
    const { seconds, bytes } = { seconds: (performance.now() - this.#began) / 1000, bytes: this.#bytes }
    if (json) printJson({ summary: { ...counts, bytes, seconds: Number(seconds.toFixed(3)) } })
    const listed = Object.entries(counts)
      .map(([name, count]) => `${count} ${name}`)
      .join(', ')
    const pace = `${megabytes(bytes)} MB in ${seconds.toFixed(1)} s, ${megabytes(bytes / seconds)} MB/s`
    note(`${dryRun ? 'would be ' : ''}${listed} (${pace})`)
    if (watch) return
    if (this.#stopped) note('Stopped before the end. The same command again goes on there.')
    else if (this.#new + this.#known + this.#failures.length === 0) note(NOTHING)
  }

  #list(what: string, lines: readonly string[]): void {
    for (const line of lines.slice(0, TOLD)) note(`${what}: ${line}`)
    if (lines.length > TOLD) note(`${what}: ${lines.length - TOLD} more; --json has a line for each`)
  }
}

const NOTHING =
  'Nothing was imported: no file that was named can be read. Name other files, or say what they are with --type.'
