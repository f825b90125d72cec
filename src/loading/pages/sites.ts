import { isDomain } from '../metadata/retrieved.ts'
import { groupedBy } from './grouped.ts'
import type { PageReading } from './page-reading.ts'

/** Sites that stand within a sentence, and where the same stand besides; or that a page each has at its foot. */
export function findSites({ blocks, around }: PageReading): number[] {
  const places = groupedBy(blocks, ({ kind, text }) => (kind === 'p' && isDomain(text) ? text : undefined))
  return [...places]
    .filter(([, indexes]) => indexes.length > 2 || indexes.some((index) => around.interrupts(index)))
    .flatMap(([, indexes]) => indexes)
}
