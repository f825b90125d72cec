import type postgres from 'postgres'
import { ColophonError } from '../../../errors.ts'
import { ARCHIVE, connect } from '../connecting.ts'
import { asServerError } from '../server-errors.ts'
import { makeIndexes, makeTables, missing, refuseOtherSteps, STEPS_MADE } from '../steps.ts'

/** What a database is from now on. */
export interface Begun {
  /** Whether there was no archive. */
  isNew: boolean
  /** Since when it is written there: an ISO time. */
  writtenSince: string
}

/**
 * Makes a database the place where its archive is written from now on: a new one where there is none, else the one that was
 * copied there, which no other copy takes the place of any more. Once more it changes nothing.
 *
 * @throws ColophonError `archive_outdated`, `archive_not_found`, `read_only_mirror`, `busy`, `invalid_setting`
 */
export async function beginWriting(url: string, now: string): Promise<Begun> {
  const sql = connect(url, { most: 1, writes: true })
  try {
    return (await sql.begin((tx) => beginWithin(tx as unknown as postgres.Sql, now))) as Begun
  } catch (error) {
    throw missing(error) ?? asServerError(error)
  } finally {
    await sql.end({ timeout: 1 })
  }
}

async function beginWithin(tx: postgres.Sql, now: string): Promise<Begun> {
  const [found] = await tx.unsafe(`SELECT to_regclass('${ARCHIVE}.step') IS NOT NULL AS is_there`)
  const isNew = !found!['is_there']
  if (isNew) await tx.unsafe(`CREATE SCHEMA ${ARCHIVE}`)
  await tx.unsafe(`SET LOCAL search_path = ${ARCHIVE}`)
  if (isNew) {
    await makeTables(tx)
    await makeIndexes(tx)
  } else refuseOtherSteps((await tx.unsafe(STEPS_MADE)).map(({ name }) => name as string))
  const [head] = await tx.unsafe('SELECT written_since FROM log_head FOR UPDATE')
  const before = head!['written_since'] as string | null
  if (before !== null) return { isNew, writtenSince: before }
  const [mirror] = await tx.unsafe('SELECT 1 FROM mirror_state')
  if (mirror)
    throw new ColophonError(
      'read_only_mirror',
      'The database has the copy of a mirror, which follows another archive and is never written itself.',
    )
  await tx.unsafe('UPDATE log_head SET written_since = $1', [now])
  return { isNew, writtenSince: now }
}
