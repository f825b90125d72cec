import { nearestNames } from '../text/nearest-names.ts'

/** The error for a name that there is not, with the likeliest that there are, and all of them. */
export function thereIsNo(what: string, typed: string, names: readonly string[]): string {
  const [nearest] = nearestNames(typed, names)
  const guess = nearest === undefined ? '' : ` Did you mean ${nearest}?`
  return `error: there is no ${what} ${JSON.stringify(typed)}.${guess} There are ${names.join(', ')}.`
}
