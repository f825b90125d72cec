/** DOIs as styles want them. */
import { doiPath } from '../../loading/metadata/doi-path.ts'
import { normalDoi } from '../../loading/metadata/identifiers.ts'
import type { CslItem } from '../csl/item.ts'

/** The item with its DOI bare, as CSL has it, and encoded where the style prints the address that it leads to. */
export function withPrintableDoi(item: CslItem, asAddress: boolean): CslItem {
  const { DOI: given } = item
  if (given === undefined) return item
  const doi = normalDoi(given) ?? given
  return { ...item, DOI: asAddress ? doiPath(doi) : doi }
}
