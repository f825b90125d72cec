import type { CslItem } from '../csl/item.ts'

/** The item's author when it is one organisation (a literal name), else undefined. */
export function soleOrganisation(item: CslItem): string | undefined {
  return item.author?.length === 1 ? item.author[0]?.literal : undefined
}

/** The item without the given members. */
export function without(item: CslItem, ...members: (keyof CslItem)[]): CslItem {
  const rest = { ...item }
  for (const member of members) delete rest[member]
  return rest
}
