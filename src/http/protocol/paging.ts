import type { Link } from '../../wire/links.ts'

/** One page of a list. */
export interface Page<T> {
  items: T[]
  /** The address of the page after it; null at the end. */
  next: string | null
  /** The link to that. */
  links: Link[]
}

/**
 * The first `limit` of the rows, of which one more was read to see whether there are more.
 *
 * @param addressAfter the address of the page after the row that is given last
 */
export function pageOf<T>(rows: readonly T[], limit: number, addressAfter: (last: T) => string): Page<T> {
  const items = rows.slice(0, limit)
  const next = rows.length > limit ? addressAfter(items.at(-1)!) : null
  return { items, next, links: nextLinks(next) }
}

/** The link to the next page; none at the end. */
export function nextLinks(next: string | null): Link[] {
  return next === null ? [] : [{ href: next, rel: 'next' }]
}
