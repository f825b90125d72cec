import { ColophonError } from '../errors.ts'
import { parseVersionId } from '../identity/ids.ts'
import type { TextOfWork } from '../quoting/text-of-work.ts'
import type { Reads } from '../store/store.ts'
import type { ListedWork, WorkRecord } from '../store/works.ts'
import { refuseGoneVersion, refuseGoneWork } from './gone.ts'
import { NotFound } from './not-found.ts'
import { storedName, workIdKeyed, workIdOf } from './work-id.ts'

/** What works are looked up in. */
export interface Works {
  archive: { reads: Pick<Reads, 'works' | 'withdrawals'> }
}

/**
 * The work that is named by its id, in any spelling, or by its slug, in any case, or by a citation key that it has or has
 * had.
 *
 * @throws ColophonError `work_not_found`, `withdrawn`
 */
export async function workNamed(works: Works, typed: string): Promise<WorkRecord> {
  const work = await findWorkNamed(works, typed)
  if (work) return work
  await refuseGoneWork(works, typed, 'The work')
  throw new NotFound('work_not_found', noWork(typed), 'works')
}

/** As `workNamed`; undefined when the work is unknown or was withdrawn. */
export async function findWorkNamed(works: Works, typed: string): Promise<WorkRecord | undefined> {
  const { reads } = works.archive
  const named = await reads.works.named(storedName(typed))
  const keyed = named ? undefined : await workIdKeyed(works, typed)
  return named ?? (keyed === undefined ? undefined : reads.works.named(keyed))
}

/**
 * The id of a work that is named as for `workNamed`, and may have been withdrawn.
 *
 * @throws ColophonError `work_not_found`
 */
export async function workIdNamed(works: Works, typed: string): Promise<string> {
  const id = await workIdOf(works, typed)
  if (id) return id
  throw new ColophonError('work_not_found', noWork(typed))
}

/**
 * A work as it was in the version with this id, in any spelling.
 *
 * @throws ColophonError `version_not_found`, `withdrawn`
 */
export async function workAtVersion(works: Works, work: WorkRecord, typed: string): Promise<WorkRecord> {
  const version = parseVersionId(typed)
  const found = version && (await works.archive.reads.works.atVersion(work.id, version))
  if (found) return found
  if (version) await refuseGoneVersion(works, work.no, version)
  throw new NotFound('version_not_found', `The work has no version ${shown(typed)}.`, {
    versionsOf: work.id,
  })
}

/** The canonical spelling of a version's id. @throws ColophonError `version_not_found` */
export function versionIdNamed(typed: string): string {
  const id = parseVersionId(typed)
  if (id) return id
  throw new ColophonError('version_not_found', `${shown(typed)} is not the id of a version.`)
}

/** Where quotes of a work are looked for: in the version as which it was read. */
export function placeOf(work: Pick<ListedWork, 'id' | 'version'>): TextOfWork {
  return { work: work.id, versionNo: work.version.no }
}

function noWork(typed: string): string {
  return `There is no work ${shown(typed)}.`
}

function shown(typed: string): string {
  return JSON.stringify(typed.slice(0, 80))
}
