/** DOIs as styles want them. */
import { doiPath } from '../../loading/metadata/doi-path.ts'
import { normalDoi } from '../../loading/metadata/identifiers.ts'
import type { CslItem } from '../csl/item.ts'

/** A DOI as a URI (`info:doi/`, RFC 4452; `urn:doi:`) or behind a label, and what a resolver's address has before it. */
const BEFORE_DOI = /^(?:info:doi\/|(?:urn:)?doi\s?[:=]\s?|(?:https?:\/\/)?(?:(?:dx|www)\.)?doi\.org\/(?=\D))/i

/** More than one is a mistake of who made the record, more than these nonsense. */
const MOST_BEFORE = 3

/** The item with its DOI bare, as CSL has it, and encoded where the style prints the address that it leads to. */
export function withPrintableDoi(item: CslItem, asAddress: boolean): CslItem {
  const { DOI: given } = item
  if (given === undefined) return item
  const doi = bare(given) ?? given
  return { ...item, DOI: asAddress ? doiPath(doi) : doi }
}

/** The stop of the sentence that it was copied from is no part of it. */
function bare(given: string): string | null {
  let doi = given.trim()
  for (let n = 0; n < MOST_BEFORE; n++) doi = doi.replace(BEFORE_DOI, '')
  return normalDoi(/[.,]$/.test(doi) ? doi.slice(0, -1) : doi)
}
