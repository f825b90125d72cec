/** The names in a value of front matter: a line, a list, or a mapping with the parts of a name. */
import type { Name } from './metadata.ts'
import { readNames } from './names.ts'
import { lineOf } from './one-line.ts'
import type { NameRead } from './person.ts'

/** Part of a name → what it is called in CSL-YAML, Quarto, and by hand. */
const PARTS: readonly (readonly [part: keyof Name, keys: readonly string[]])[] = [
  ['family', ['family', 'last', 'surname', 'lastname', 'family-name']],
  ['given', ['given', 'first', 'firstname', 'given-name', 'given-names']],
  ['dropping-particle', ['dropping-particle', 'droppingParticle']],
  ['non-dropping-particle', ['non-dropping-particle', 'nonDroppingParticle', 'particle']],
  ['suffix', ['suffix']],
]

/** The names, in their order; none for a value that names nobody. */
export function namesIn(value: unknown): NameRead[] {
  if (Array.isArray(value)) return value.flatMap(namesIn)
  const line = lineOf(value)
  if (line !== undefined) return readNames(line)
  return typeof value === 'object' && value !== null ? namesOf(value as Record<string, unknown>) : []
}

function namesOf(said: Record<string, unknown>): NameRead[] {
  const literal = lineOf(said['literal'])
  if (literal !== undefined) return [{ name: { literal }, certainty: 'certain' }]
  const name: Name = {}
  for (const [part, keys] of PARTS) {
    const line = keys.map((key) => lineOf(said[key])).find((found) => found !== undefined)
    if (line !== undefined) name[part] = line
  }
  return name.family === undefined ? namesIn(said['name']) : [{ name, certainty: 'certain' }]
}
