import type { Reads } from '../store/store.ts'
import { withdrawnError } from '../store/withdrawals.ts'
import { workIdOf } from './work-id.ts'

/** What withdrawals are looked up in. An id that was handed out once is never unknown: what is gone was withdrawn. */
interface Withdrawals {
  archive: { reads: Pick<Reads, 'works' | 'withdrawals'> }
}

/** What paragraphs that are gone are looked up in. */
interface GoneParagraphs {
  archive: { reads: Pick<Reads, 'works' | 'withdrawals' | 'paragraphs'> }
}

/**
 * @param what is said of the work; by default its id, which tells it from others that were named beside it
 * @throws ColophonError `withdrawn` when the work with this id, slug or citation key was
 */
export async function refuseGoneWork(works: Withdrawals, typed: string, what?: string): Promise<void> {
  const id = await workIdOf(works, typed)
  const withdrawal = id && (await works.archive.reads.withdrawals.ofWork(id))
  if (withdrawal) throw withdrawnError(what ?? `The work ${id}`, withdrawal)
}

/** @throws ColophonError `withdrawn` when the version with this id was */
export async function refuseGoneVersion(
  { archive }: Withdrawals,
  workNo: number,
  version: string,
): Promise<void> {
  const withdrawal = await archive.reads.withdrawals.ofVersion(workNo, version)
  if (withdrawal) throw withdrawnError('This version of the work', withdrawal)
}

/** @throws ColophonError `withdrawn` when the paragraph with this id is known, and its text gone */
export async function refuseGoneParagraph({ archive }: GoneParagraphs, id: string): Promise<void> {
  const { paragraphs, withdrawals } = archive.reads
  const work = await paragraphs.workOf(id)
  const withdrawal = work && ((await withdrawals.ofWork(work.id)) ?? (await withdrawals.ofVersion(work.no)))
  if (withdrawal) throw withdrawnError('The text of this paragraph', withdrawal)
}

/**
 * The words of a quote that is not found may have stood in a version that was withdrawn. Nobody can tell any more, so
 * it is not said that they never did.
 *
 * @throws ColophonError `withdrawn` when a version of the work was
 */
export async function refuseGoneQuote({ archive }: Withdrawals, workNo: number): Promise<void> {
  const withdrawal = await archive.reads.withdrawals.ofVersion(workNo)
  if (withdrawal)
    throw withdrawnError('These words stand in no text of the work that is left. A version of it', withdrawal)
}
