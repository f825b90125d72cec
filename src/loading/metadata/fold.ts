import { canonicalWords } from '../../text/canonical.ts'

/** A text as titles and names are compared: typography, case and the space around hyphens do not matter. */
export function foldForComparison(text: string): string {
  return canonicalWords(text).toLowerCase()
}
