import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import contentDisposition from 'content-disposition'
import { Type } from 'typebox'
import { QuoteProofs } from '../../../archive/quote-proofs.ts'
import { printQuoteId } from '../../../identity/ids.ts'
import { LogError } from '../../../log/errors.ts'
import type { Quote } from '../../../quoting/quote.ts'
import { quoteIdNamed } from '../../../resolving/quote.ts'
import { plain } from '../../../wire/body.ts'
import { Problem } from '../../../wire/problems.ts'
import { closed } from '../../../wire/schemas/common.ts'
import { redirectedTo } from '../../protocol/redirects.ts'
import { send } from '../../protocol/send.ts'
import type { RouteContext } from '../../route-context.ts'
import { operation } from '../operation.ts'
import { At, quoteAt } from './resolved-quote.ts'

/** Proofs that quotes stand in what the archive published. */
export const proofsRoutes =
  (services: RouteContext): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { archive, urls } = services
    const proofs = new QuoteProofs(archive)

    app.get(
      '/quotes/:id/proof',
      {
        config: { queue: 'composing' },
        schema: operation('proveQuote', 'Take a proof of a quote, to be checked offline', {
          params: Type.Object({ id: Type.String({ maxLength: 100 }) }),
          query: closed({ at: At }),
          others: ['text/plain'],
          tag: 'Quotes',
          description:
            "A file (C2SP tlog-proof) that reaches from the words to the signed log. `colophon prove` checks it with the log's key alone.",
        }),
      },
      async (request, reply) => {
        const id = quoteIdNamed(request.params.id)
        if (redirectedTo(request, reply, 'id', printQuoteId(id))) return reply
        const { quote } = await quoteAt(services.of(request), id, {
          at: request.query.at,
          version: undefined,
        })
        return send(request, reply, {
          ...plain(await proofOf(quote)),
          cache: 'newest',
          verbatim: true,
          links: [{ href: urls.quote(quote.id), rel: 'describes' }],
          headers: {
            'content-disposition': contentDisposition(`${quote.id}.tlog-proof`, { type: 'inline' }),
          },
        })
      },
    )

    async function proofOf({ version, parts }: Quote): Promise<string> {
      const places = parts.map(({ spans }) => spans.map(({ block, start, end }) => ({ block, start, end })))
      const proof = await proofs.prove(version.no, places).catch(asTooLong)
      if (proof !== undefined) return proof
      throw new Problem(
        'not_ready',
        'The version in which the words stand is not signed yet. Try again in a second.',
        {},
        { 'retry-after': '1' },
      )
    }
  }

function asTooLong(error: Error): never {
  if (error instanceof LogError && error.code === 'malformed_proof')
    throw new Problem('quote_too_long', 'The paragraphs in which the words stand are too long for a proof.')
  throw error
}
