import { Type } from 'typebox'
import type { QuoteId } from '../../../identity/ids.ts'
import { isHint } from '../../../quoting/hint.ts'
import { quoteNamed } from '../../../resolving/quote.ts'
import { Problem } from '../../../wire/problems.ts'
import type { ClientContext } from '../../route-context.ts'

/** `?at=` of a quote's addresses. */
export const At = Type.Optional(
  Type.String({
    maxLength: 2000,
    description: 'Where the words stand: `<paragraph>:<start>-<end>`, as in the addresses that we hand out.',
  }),
)

/**
 * The quote with this id and its work, as the parameters of its address say.
 *
 * @throws Problem `invalid_parameter`; ColophonError `quote_not_found`, `work_not_found`, `version_not_found`, `withdrawn`
 */
export function quoteAt(
  services: ClientContext,
  id: QuoteId,
  { at: hint, version }: { at?: string | undefined; version?: string | undefined },
) {
  if (hint !== undefined && !isHint(hint)) {
    throw new Problem(
      'invalid_parameter',
      '"at" is not a place. Send <paragraph>:<start>-<end>, in code points, such as m79f8w3gyar2vm2a:764-798.',
    )
  }
  return quoteNamed(services, id, { hint, version })
}
