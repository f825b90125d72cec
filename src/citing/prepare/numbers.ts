/** Numbers as citeproc reads them right. */
import type { CslItem } from '../csl/item.ts'

/** A report's or a patent's number is a name with digits: its hyphen makes no range, "No. 18-2059". */
export function withWholeNumber(item: CslItem): CslItem {
  const { number } = item
  return number?.includes('-') ? { ...item, number: number.replace(/\\?-/g, '\\-') } : item
}
