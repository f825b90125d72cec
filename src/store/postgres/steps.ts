import type postgres from 'postgres'
import { SCHEMA, STEPS } from '../../../migrations/postgres/index.ts'
import { ColophonError } from '../../errors.ts'

/** The names of the steps that were made. */
export const STEPS_MADE = 'SELECT name FROM step ORDER BY name'

/** Makes the tables of an archive in an empty schema, which is the one that is searched. */
export async function makeTables(tx: postgres.Sql): Promise<void> {
  await tx.unsafe('CREATE TABLE step (name text COLLATE "C" PRIMARY KEY)')
  for (const step of STEPS) await tx.unsafe(`INSERT INTO step (name) VALUES ('${step}')`)
  for (const statement of SCHEMA.tables) await tx.unsafe(statement)
}

/** Makes the indexes: once the rows are there. */
export async function makeIndexes(tx: postgres.Sql): Promise<void> {
  for (const statement of SCHEMA.indexes) await tx.unsafe(statement)
}

/** @throws ColophonError `archive_outdated` when the steps that were made are not those of this version */
export function refuseOtherSteps(made: readonly string[]): void {
  if (String(made) !== String(STEPS))
    throw new ColophonError(
      'archive_outdated',
      'The archive in the database was copied there by another version. Copy it anew with this one: `colophon store copy`.',
    )
}

/** There is no database, no schema of an archive in it, or no leave to read that; undefined for other errors. */
export function missing(error: unknown): ColophonError | undefined {
  const { code, message } = ((error as { cause?: unknown }).cause ?? error) as Error & { code?: unknown }
  if (!['3D000', '3F000', '42P01', '42501', '28000', '28P01'].includes(String(code))) return undefined
  return new ColophonError(
    'archive_not_found',
    `There is no archive that can be read in the database that --store names (${message}). Copy one there with \`colophon store copy\`, or begin one with \`colophon store begin\`.`,
  )
}
