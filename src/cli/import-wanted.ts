import { matches } from '../collections/containers/matches.ts'
import type { Unfolding } from '../collections/containers/unfold.ts'
import type { ImportOptions } from './import-options.ts'
import { note } from './output.ts'

/** What of containers is wanted, and a word when one is looked through, which takes a while. */
export function wantedBy({ match }: Pick<ImportOptions, 'match'>): Unfolding {
  return {
    wants: (name) => match === undefined || matches(match, name),
    opening: (file) => note(`Looking through ${file}`),
  }
}
