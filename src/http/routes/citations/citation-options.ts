import type { CitationOptions } from '../../../citing/cited.ts'
import type { CitedCopy } from '../../../citing/csl/item-of-work.ts'
import { Problem } from '../../../wire/problems.ts'
import { LONGEST_LOCALE, LONGEST_STYLE } from '../../../wire/schemas/citation.ts'

const STANDARD_STYLE = 'apa'

/** The parameters of an address that say how to cite. */
export interface CitationOptionsQuery {
  style?: string
  locale?: string
  source?: CitedCopy
  suppressAuthor?: boolean
  locatorLabel?: string
}

/**
 * How to cite, by the parameters of the address, then by those of the media type in `Accept`, then APA.
 *
 * @throws Problem `invalid_parameter` for a name in `Accept` that is longer than any
 */
export function citationOptions(
  query: CitationOptionsQuery,
  accepted: ReadonlyMap<string, string>,
): CitationOptions {
  const { style = named(accepted, 'style', LONGEST_STYLE) ?? STANDARD_STYLE } = query
  const { locale = named(accepted, 'locale', LONGEST_LOCALE), source, suppressAuthor, locatorLabel } = query
  return { style, locale, source, suppressAuthor, locatorLabel }
}

function named(accepted: ReadonlyMap<string, string>, name: string, longest: number): string | undefined {
  const value = accepted.get(name)
  if (value === undefined || value.length <= longest) return value
  throw new Problem('invalid_parameter', `"${name}" in "Accept" has more than ${longest} characters.`)
}

/**
 * How to cite goes with a citation alone: whoever asks so for another representation is told, not ignored.
 *
 * @throws Problem `invalid_parameter`
 */
export function assertNoStyle({ style, locale, source }: CitationOptionsQuery): void {
  if (style === undefined && locale === undefined && source === undefined) return
  throw new Problem(
    'invalid_parameter',
    '"style", "locale" and "source" are for citations. Add "format=bibliography", send "Accept: text/x-bibliography", or read "/citation".',
  )
}
