/** The first and the last page. A range is split at its dash; pages that are no single range stay together. */
export function pageRange(page: string | undefined): [first: string | undefined, last?: string | undefined] {
  const [, first, last] = /^([^\s,–-]+)\s*[–-]\s*([^\s,–-]+)$/.exec(page ?? '') ?? []
  return first === undefined ? [page] : [first, last]
}
