import type { Name } from './metadata.ts'

/** A name as it is printed in running text: given name, particles, family name, suffix. */
export function printName(name: Name): string {
  if (name.literal !== undefined) return name.literal
  const parts = [
    name.given,
    name['dropping-particle'],
    name['non-dropping-particle'],
    name.family,
    name.suffix,
  ]
  return parts.filter(Boolean).join(' ')
}
