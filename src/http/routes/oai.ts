import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { sha256 } from '../../identity/digest.ts'
import { answerOai } from '../../oai/provider.ts'
import { OaiRepository } from '../../oai/repository.ts'
import { send } from '../protocol/send.ts'
import type { RouteContext } from '../route-context.ts'
import { operation } from './operation.ts'

/** A token and as much again. */
const MOST_BODY_BYTES = 16 * 1024
const FORM = 'application/x-www-form-urlencoded'

const text = (description: string) => Type.Optional(Type.String({ description }))

/** They are told of in the description alone: what is wrong with them the protocol itself answers, with status 200. */
const Arguments = Type.Object({
  verb: text('Identify, ListMetadataFormats, ListSets, GetRecord, ListIdentifiers or ListRecords.'),
  identifier: text('An item: `oai:`, the domain of the archive, `:`, and the id of a work.'),
  metadataPrefix: text('`oai_dc`, `mods` or `tei`.'),
  from: text('A day, or a second as `2026-01-31T12:00:00Z`.'),
  until: text('Likewise; it is included.'),
  set: text('A setSpec of ListSets, such as `language:en`.'),
  resumptionToken: text('What the list so far ended with, alone. It never expires.'),
})

/** The Open Archives Initiative Protocol for Metadata Harvesting, by GET and POST. */
export const oaiRoutes =
  ({ archive, urls, contact = '' }: RouteContext): FastifyPluginAsyncTypebox =>
  async (app) => {
    const failed = (error: unknown) => app.log.error(error)
    const repository = new OaiRepository({ archive, urls, contact, failed })
    app.removeAllContentTypeParsers()
    app.addContentTypeParser(FORM, { parseAs: 'string' }, (_request, body, done) => done(null, body))
    const description =
      'OAI-PMH 2.0: works as items, with deletions that are told for ever, to the second, in pages of 100. Faults are told in the answer, with status 200.'

    app.get(
      '/oai',
      {
        config: { queue: 'composing' },
        validatorCompiler: () => () => true,
        schema: operation('harvest', 'Harvest metadata by OAI-PMH', {
          query: Arguments,
          others: ['text/xml'],
          tag: 'Harvesting',
          description,
        }),
      },
      (request, reply) => answer(request, reply, queryOf(request)),
    )

    app.post(
      '/oai',
      {
        bodyLimit: MOST_BODY_BYTES,
        config: { queue: 'composing' },
        validatorCompiler: () => () => true,
        schema: operation(
          'harvestByPost',
          'Harvest metadata by OAI-PMH, with arguments too long for an address',
          {
            query: Type.Object({}),
            sent: { [FORM]: Arguments },
            others: ['text/xml'],
            tag: 'Harvesting',
            description,
          },
        ),
      },
      (request, reply) =>
        answer(request, reply, [queryOf(request), String(request.body ?? '')].filter(Boolean).join('&')),
    )

    async function answer(request: FastifyRequest, reply: FastifyReply, query: string) {
      const { xml, content } = await answerOai(repository, new URLSearchParams(query), Date.now())
      return send(request, reply, {
        type: 'text/xml; charset=utf-8',
        body: xml,
        cache: 'current',
        revision: sha256(content).slice(0, 32),
        isWeak: true,
      })
    }
  }

function queryOf({ raw: { url = '' } }: FastifyRequest): string {
  const at = url.indexOf('?')
  return at < 0 ? '' : url.slice(at + 1)
}
