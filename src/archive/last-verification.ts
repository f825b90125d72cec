import { readFileSync } from 'node:fs'
import Type, { type Static } from 'typebox'
import Value from 'typebox/value'
import { databaseFile, verificationFile } from '../files/archive-files.ts'
import { replaceFile } from '../files/durable.ts'

const Verification = Type.Object({
  /** ISO time. */
  verifiedAt: Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT[\\d:.]{8,20}Z$' }),
  /** How many faults were found. */
  faults: Type.Integer({ minimum: 0 }),
})

/** When an archive was read again as a whole, and what came of it. Nobody signs it: it is a note for readers. */
export type Verification = Static<typeof Verification>

/** Keeps it beside the database, where that may be written: an archive that may only be read is verified all the same. */
export function keepVerification(directory: string, verification: Verification): void {
  try {
    replaceFile(verificationFile(databaseFile(directory)), `${JSON.stringify(verification)}\n`)
  } catch {
    // It is a note for readers, who are told that there is none.
  }
}

/** The last one; undefined when there is none that can be read. */
export function lastVerification(directory: string): Verification | undefined {
  try {
    const kept: unknown = JSON.parse(readFileSync(verificationFile(databaseFile(directory)), 'utf8'))
    return Value.Check(Verification, kept) ? kept : undefined
  } catch {
    return undefined
  }
}
