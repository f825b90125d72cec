import { NAME_DETAILS } from './details.ts'
import type { Name } from './metadata.ts'
import type { Statement } from './statement.ts'

const NAMED: ReadonlySet<string> = new Set(['author', ...Object.values(NAME_DETAILS)])
/** Names that one warning repeats. */
const MOST_NAMED = 20

/** How names of the source were read where that is not certain: one sentence for those taken apart, one for those kept whole. */
export function nameWarnings(statements: readonly Statement[]): string[] {
  const given = new Set(statements.filter(({ origin }) => origin === 'given').map(({ field }) => field))
  const read = statements.filter(
    ({ field, origin }) => NAMED.has(field) && origin === 'parsed' && !given.has(field),
  )
  const probable = read.filter(({ certainty, value }) => certainty === 'probable' && !isWhole(value))
  const unresolved = read.filter(({ certainty, value }) => certainty === 'unresolved' && isWhole(value))
  return [...takenApart(shown(probable)), ...keptWhole(shown(unresolved))]
}

/** An organisation in a byline that is only probably one is whole, too, and in no doubt as a name. */
function isWhole(name: unknown): boolean {
  return (name as Name).literal !== undefined
}

function shown(statements: readonly Statement[]): string[] {
  return [...new Set(statements.map(({ value }) => sorted(value as Name)))]
}

function takenApart(names: readonly string[]): string[] {
  if (names.length === 0) return []
  const [noun, verb] = names.length === 1 ? ['name', 'was'] : ['names', 'were']
  return [
    `The ${noun} ${list(names)} ${verb} read as "family name, given name". Where that is wrong, write the name in this order in the file, or give it in a manifest.`,
  ]
}

function keptWhole(names: readonly string[]): string[] {
  if (names.length === 0) return []
  const [noun, verb, parts] =
    names.length === 1 ? ['name', 'is', 'its parts'] : ['names', 'are', 'their parts']
  return [
    `The ${noun} ${list(names)} ${verb} kept whole, for ${parts} are not known. Where that is wrong, write "family name, given name" in the file, with ";" between persons, or give the names in a manifest.`,
  ]
}

function list(names: readonly string[]): string {
  const more = names.length - MOST_NAMED
  const first = names.slice(0, MOST_NAMED).map((name) => `"${name}"`)
  return more > 0 ? `${first.join(', ')} and ${more} more` : first.join(', ')
}

function sorted(name: Name): string {
  if (name.literal !== undefined) return name.literal
  const family = [name['non-dropping-particle'], name.family].filter(Boolean).join(' ')
  const given = [name.given, name['dropping-particle']].filter(Boolean).join(' ')
  return [family, given, name.suffix].filter(Boolean).join(', ')
}
