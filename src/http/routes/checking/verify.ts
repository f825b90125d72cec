import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import type { Claim } from '../../../attribution/claim.ts'
import { readLocator } from '../../../attribution/places.ts'
import { verifyClaim } from '../../../attribution/verify-claim.ts'
import { assertFewOmissions } from '../../../matching/verification/omissions/marks.ts'
import { type Verified, verifyPage } from '../../../pages/verifying/verify-page.ts'
import { workNamed } from '../../../resolving/work.ts'
import { assertText } from '../../../wire/assert-text.ts'
import { json } from '../../../wire/body.ts'
import { Problem } from '../../../wire/problems.ts'
import { StyleQuery } from '../../../wire/schemas/citation.ts'
import { closed } from '../../../wire/schemas/common.ts'
import { VerifyRequestSchema } from '../../../wire/schemas/verification.ts'
import type { Urls } from '../../../wire/urls.ts'
import { verificationView } from '../../../wire/verification.ts'
import { choose, type Resource, represent, representations } from '../../protocol/representations.ts'
import { send } from '../../protocol/send.ts'
import type { ClientContext, RouteContext } from '../../route-context.ts'
import { citationOptions } from '../citations/citation-options.ts'
import { operation } from '../operation.ts'
import { assertQuotable } from '../quotes/quote-problems.ts'

/** A quotation of the longest kind in JSON, every character of it escaped. */
const MOST_BODY_BYTES = 320 * 1024
const STANDARD_LIMIT = 5

const VERIFIED = representations<Resource & Verified & { urls: Urls }>({
  'application/json': ({ result }) => {
    if (result) return json(result)
    throw new Problem('invalid_parameter', 'The parameter "text" is missing: send the quotation in it.')
  },
  'text/html': ({ urls, ...verified }) => verifyPage(urls, verified),
})

const VerifyQuery = closed({
  text: Type.Optional(
    Type.String({ maxLength: 20_000, description: 'The quotation; without it a page shows a form.' }),
  ),
  author: Type.Optional(Type.String({ maxLength: 500, description: 'Whose words they are said to be.' })),
  year: Type.Optional(Type.String({ maxLength: 60, description: 'The year of the work, as it is cited.' })),
  locator: Type.Optional(
    Type.String({ maxLength: 200, description: 'Where they are said to stand, such as `para. 4` or `4`.' }),
  ),
  work: Type.Optional(
    Type.String({
      maxLength: 2000,
      description: 'Id, slug, citation key, address or DOI of the work that is cited; it is looked in first.',
    }),
  ),
  ...StyleQuery,
  format: VERIFIED.format,
})

/** Verifying one quotation. */
export const verifyRoutes =
  (services: RouteContext): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/verify',
      {
        schema: operation('verifyTyped', 'Verify a quotation by an address', {
          query: VerifyQuery,
          answer: 'Verification',
          representations: VERIFIED,
          tag: 'Searching',
          description:
            'As by POST with a claim, which takes longer quotations. A browser gets a page with a form.',
        }),
      },
      async (request, reply) => {
        const chosen = choose(request, VERIFIED)
        const { text = '', style, locale } = request.query
        const { work = '', author = '', year = '', locator = '' } = request.query
        const asked = { text, claim: typedClaim({ work, author, year, locator }), style, locale }
        const result = text.trim() === '' ? null : await verify(services.of(request), asked)
        const typed = { text, work, author, year, locator }
        return represent(request, reply, chosen, { urls: services.urls, typed, result, cache: 'never' })
      },
    )

    app.post(
      '/verify',
      {
        bodyLimit: MOST_BODY_BYTES,
        schema: operation('verifyQuotation', 'Find a quotation and check it word for word', {
          body: VerifyRequestSchema,
          answer: 'Verification',
          tag: 'Searching',
          description:
            'In one work, or wherever it stands in the archive. Every difference is shown; a passage that is only similar does not count as a match. What is claimed of its source is judged apart from the words, as `attribution`; the claimed work is looked in first. Nothing is stored; no key is needed.',
        }),
      },
      async (request, reply) => {
        const result = await verify(services.of(request), request.body)
        return send(request, reply, { ...json(result), cache: 'never' })
      },
    )
  }

/** What was typed, without what was left empty. */
function typedClaim({
  work,
  author,
  year,
  locator,
}: Record<'work' | 'author' | 'year' | 'locator', string>): Claim {
  return {
    ...(work.trim() && { work: work.trim() }),
    ...(author.trim() && { author: author.trim() }),
    ...(year.trim() && { year: year.trim() }),
    ...(locator.trim() && { locator: readLocator(locator) }),
  }
}

type Asked = Static<typeof VerifyRequestSchema>

/** Verifies, for whoever asks. @throws Problem for what cannot be a quotation, or names no work */
async function verify(
  services: ClientContext,
  {
    text,
    work: typed,
    claim = {},
    limit = STANDARD_LIMIT,
    style,
    locale,
  }: { [K in keyof Asked]: Asked[K] | undefined } & { text: string },
) {
  assertText(text, 'text')
  for (const said of [claim, claim.locator ?? {}].flatMap(Object.values)) if (typeof said === 'string') assertText(said, 'claim') // biome-ignore format: one step
  assertQuotable(text, 'text')
  assertFewOmissions(text)
  const work = typed === undefined ? undefined : (await workNamed(services, typed)).id
  const verified = await verifyClaim(services, { text, claim, limit })
  const verification =
    work === undefined ? verified.verification : await services.searching.verify({ text, work, limit })
  const options = citationOptions({ ...(style && { style }), ...(locale && { locale }) }, new Map())
  return verificationView(services, { ...verified, verification }, options)
}
