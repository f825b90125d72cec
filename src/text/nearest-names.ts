import { distance } from 'fastest-levenshtein'

/** The names most like the one that was typed, best first: at most three, none when nothing is near. */
export function nearestNames(typed: string, names: Iterable<string>): string[] {
  const wanted = typed.toLowerCase().slice(0, 80)
  const limit = Math.max(2, Math.floor(wanted.length / 2))
  return [...names]
    .map((name) => ({ name, errors: distance(wanted, name.toLowerCase()) }))
    .filter(({ errors }) => errors <= limit)
    .sort((a, b) => a.errors - b.errors)
    .slice(0, 3)
    .map(({ name }) => name)
}
