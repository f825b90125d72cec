import { xmlElement } from '../../text/xml.ts'

/** Records, headers or sets of an answer. */
export const MOST_ITEMS = 100
/** Characters of records after which an answer has no more of them, however few they are. */
export const MOST_CHARACTERS = 2_000_000

/**
 * The element at the end of a list that takes several answers (3.5): empty at the last of them, and left out of a list that is
 * whole.
 */
export function resumptionToken({
  token,
  cursor,
  total,
}: {
  token: string | undefined
  cursor: number
  total?: number
}): string[] {
  if (token === undefined && cursor === 0) return []
  const size = total === undefined ? {} : { completeListSize: `${total}` }
  return [xmlElement('resumptionToken', token ?? '', { ...size, cursor: `${cursor}` })]
}
