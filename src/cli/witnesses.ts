import type { Logger } from 'pino'
import { Archive } from '../archive/archive.ts'
import { CosignedNotes } from '../archive/signing/cosigned-notes.ts'
import type { Config } from '../config.ts'
import { ColophonError } from '../errors.ts'
import { cosignaturesFile, databaseFile } from '../files/archive-files.ts'
import { readGiven } from '../files/user-path.ts'
import { LogError } from '../log/errors.ts'
import { LONGEST_POLICY, parsePolicy } from '../log/policy.ts'
import type { ReachableWitness } from '../witnesses/ask-witness.ts'
import type { OfferedLog } from '../witnesses/offer.ts'
import { keepOffering } from '../witnesses/offering.ts'

/** The witnesses with an address that the setting names. @throws ColophonError `invalid_setting`, `unusable_path` */
export function readWitnesses({ witnesses: file }: Pick<Config, 'witnesses'>): ReachableWitness[] {
  if (file === '') return []
  const wrong = (what: string) =>
    new ColophonError('invalid_setting', `--witnesses (or COLOPHON_WITNESSES): ${what}`)
  try {
    const { witnesses } = parsePolicy(readGiven(file, LONGEST_POLICY).toString())
    const reachable = witnesses.flatMap(({ url, ...rest }) => (url === undefined ? [] : [{ ...rest, url }]))
    const unknown = reachable.find(({ url }) => !/^https?:\/\//.test(url) || !URL.canParse(url))
    if (unknown)
      throw wrong(`the address of the witness ${unknown.name} in ${file} must begin with https://.`)
    if (reachable.length === 0) throw wrong(`${file} names no witness with an address.`)
    return reachable
  } catch (error) {
    if (error instanceof LogError) throw wrong(`${file}: ${error.message}`)
    throw error
  }
}

/** What is offered of an archive, and where it is kept. */
export function offeredOf(archive: Archive): OfferedLog {
  return { log: archive.log, cosigned: new CosignedNotes(cosignaturesFile(databaseFile(archive.directory))) }
}

/**
 * Offers each new checkpoint to the witnesses of the settings while the server runs.
 *
 * @param opened the archive, where it is not that of the directory
 * @returns what ends it
 */
export function startOffering(
  config: Pick<Config, 'data' | 'witnesses'>,
  logger: Logger,
  opened?: Archive,
): () => void {
  const witnesses = readWitnesses(config)
  if (witnesses.length === 0) return () => {}
  const archive = opened ?? new Archive(config.data)
  const end = keepOffering(offeredOf(archive), witnesses, { told: (error) => logger.warn(error.message) })
  return () => {
    end()
    if (archive !== opened) archive.close()
  }
}
