import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { assertFewOmissions } from '../../../matching/verification/omissions/marks.ts'
import { workNamed } from '../../../resolving/work.ts'
import { assertText } from '../../../wire/assert-text.ts'
import { json } from '../../../wire/body.ts'
import { VerifyRequestSchema } from '../../../wire/schemas/verification.ts'
import { verificationView } from '../../../wire/verification.ts'
import { send } from '../../protocol/send.ts'
import type { RouteContext } from '../../route-context.ts'
import { citationOptions } from '../citations/citation-options.ts'
import { operation } from '../operation.ts'
import { assertQuotable } from '../quotes/quote-problems.ts'

/** A quotation of the longest kind in JSON, every character of it escaped. */
const MOST_BODY_BYTES = 320 * 1024
const STANDARD_LIMIT = 5

/** Verifying one quotation. */
export const verifyRoutes =
  (services: RouteContext): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/verify',
      {
        bodyLimit: MOST_BODY_BYTES,
        schema: operation('verifyQuotation', 'Find a quotation and check it word for word', {
          body: VerifyRequestSchema,
          answer: 'Verification',
          tag: 'Searching',
          description:
            'In one work, or wherever it stands in the archive. Every difference is shown; a passage that is only similar does not count as a match. Nothing is stored; no key is needed.',
        }),
      },
      async (request, reply) => {
        const { text, work: typed, limit = STANDARD_LIMIT, style, locale } = request.body
        assertText(text, 'text')
        assertQuotable(text, 'text')
        assertFewOmissions(text)
        const work = typed === undefined ? undefined : (await workNamed(services, typed)).id
        const verification = await services.of(request).searching.verify({ text, work, limit })
        const options = citationOptions({ ...(style && { style }), ...(locale && { locale }) }, new Map())
        return send(request, reply, {
          ...json(await verificationView(services, verification, options)),
          cache: 'never',
        })
      },
    )
  }
