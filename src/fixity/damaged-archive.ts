import { ColophonError } from '../errors.ts'
import type { Damages } from './damage.ts'

/** A database is not what was written and signed; `damages` tells how. */
export class DamagedArchive extends ColophonError {
  readonly damages: Damages

  constructor(what: string, damages: Damages) {
    super('archive_damaged', `${what} Faults found: ${damages.count}.`)
    this.damages = damages
  }
}
