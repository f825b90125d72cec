import { Type } from 'typebox'
import type { QuoteId } from '../../../identity/ids.ts'
import { isHint } from '../../../quoting/hint.ts'
import { refuseGoneQuote } from '../../gone.ts'
import { Problem } from '../../protocol/problems.ts'
import { placeOf, type Services, workAtVersion, workNamed } from '../../services.ts'

/** `?at=` of a quote's addresses. */
export const At = Type.Optional(
  Type.String({
    maxLength: 2000,
    description: 'Where the words stand: `<paragraph>:<start>-<end>`, as in the addresses that we hand out.',
  }),
)

/**
 * The quote with this id and its work.
 *
 * @throws Problem `quote_not_found`, `work_not_found`
 */
export async function quoteNamed(
  services: Services,
  id: QuoteId,
  { at: hint, version }: { at?: string | undefined; version?: string | undefined },
) {
  if (hint !== undefined && !isHint(hint)) {
    throw new Problem(
      'invalid_parameter',
      '"at" is not a place: it is <paragraph>:<start>-<end>, in code points, such as m79f8w3gyar2vm2a:764-798.',
    )
  }
  const newest = await workNamed(services, id.work)
  const work = version === undefined ? newest : await workAtVersion(services, newest, version)
  const quote = await services.quotes(work.id).resolve(placeOf(work), id, hint)
  if (quote) return { work, quote }
  refuseGoneQuote(services, work.no)
  throw new Problem(
    'quote_not_found',
    `No words of the work with this id are known. Unregistered quotes resolve when they are sentences or paragraphs, or with the "at" of the address that was handed out; register the words with POST ${services.urls.base}/quotes.`,
  )
}
