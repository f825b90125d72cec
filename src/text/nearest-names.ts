import { distance } from 'fastest-levenshtein'

/** Fewer letters begin, or are part of, too many names to tell anything. */
const TELLING = 3

/**
 * The names most like the one that was typed, best first: at most three, none when nothing is near. Hyphens, spaces and
 * case tell nothing; a name that was typed in part is near.
 */
export function nearestNames(typed: string, names: Iterable<string>): string[] {
  const wanted = typed.toLowerCase().slice(0, 80)
  const limit = Math.max(2, Math.floor(wanted.length / 2))
  return [...names]
    .map((name) => ({ name, errors: errorsIn(wanted, name.toLowerCase()) }))
    .filter(({ errors }) => errors <= limit)
    .sort((a, b) => a.errors - b.errors)
    .slice(0, 3)
    .map(({ name }) => name)
}

/** How many letters were typed wrongly; one for a part of the name. */
function errorsIn(wanted: string, name: string): number {
  const [part, whole] = [squeezed(wanted), squeezed(name)]
  if (part === whole) return 0
  return part.length >= TELLING && whole.includes(part) ? 1 : distance(wanted, name)
}

function squeezed(name: string): string {
  return name.replace(/[-_. ]/g, '')
}
