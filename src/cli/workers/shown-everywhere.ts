import type { ArchiveWriter } from '../../archive/writer.ts'
import type { Workers } from './workers.ts'

type Given<Method extends keyof ArchiveWriter> = Parameters<ArchiveWriter[Method]>[0]

/** A writer whose changes every worker shows before they are acknowledged, so that whoever wrote may ask any of them. */
export function shownEverywhere(
  writer: ArchiveWriter,
  workers: Pick<Workers, 'refresh'>,
): Omit<ArchiveWriter, 'close'> {
  const shown =
    <All extends unknown[], Outcome>(change: (...given: All) => Promise<Outcome>) =>
    async (...given: All) => {
      try {
        return await change(...given)
      } finally {
        // What failed may have changed something: an erasure that is not finished.
        await workers.refresh()
      }
    }
  return {
    importSource: shown((request: Given<'importSource'>) => writer.importSource(request)),
    importVersion: shown((work: string, request: Given<'importSource'>) =>
      writer.importVersion(work, request),
    ),
    withdraw: shown((order: Given<'withdraw'>) => writer.withdraw(order)),
    correctMetadata: shown((correction: Given<'correctMetadata'>) => writer.correctMetadata(correction)),
    registerQuote: shown((quote: Given<'registerQuote'>) => writer.registerQuote(quote)),
    // Nobody reads these.
    beat: (quiet) => writer.beat(quiet),
    keepFormatted: (rows) => writer.keepFormatted(rows),
  }
}
