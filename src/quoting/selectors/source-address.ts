import { isIri } from './refusal.ts'

/** A work of ours by what its address names it, and the version when the address is of one. */
export interface NamedSource {
  work: string
  version: string | null
}

const PATH = /^\/works\/([^/?#.]{1,200})(?:\/versions\/([^/?#.]{1,100}))?(?:\.[a-z]{2,5})?\/?(?:[?#].*)?$/

/** The work that an annotation's source is, by its address under our base address; null when it is none of ours. */
export function parseSourceAddress(base: string, address: string): NamedSource | null {
  if (!isIri(address) || !address.startsWith(`${base}/`)) return null
  const [, work, version = null] = PATH.exec(address.slice(base.length)) ?? []
  return work === undefined ? null : { work, version }
}
