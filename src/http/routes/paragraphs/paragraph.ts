import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify'
import { type Static, Type } from 'typebox'
import { paragraphNamed, paragraphOfWork } from '../../../resolving/paragraph.ts'
import { workAtVersion, workNamed } from '../../../resolving/work.ts'
import type { ParagraphRecord } from '../../../store/paragraphs.ts'
import { paragraphLinks } from '../../../wire/paragraph.ts'
import { CitingQuery } from '../../../wire/schemas/citation.ts'
import { closed } from '../../../wire/schemas/common.ts'
import { redirectedTo, workAt } from '../../protocol/redirects.ts'
import { choose, represent } from '../../protocol/representations.ts'
import type { RouteContext } from '../../route-context.ts'
import { operation } from '../operation.ts'
import { TEXT_ADDRESSES } from '../text-addresses.ts'
import { PARAGRAPH } from './paragraph-representations.ts'
import { redirectedToSurvivor } from './survivor.ts'

const OneQuery = closed({ ...CitingQuery, format: PARAGRAPH.format })
const ByIdQuery = closed({
  ...OneQuery.properties,
  version: Type.Optional(
    Type.String({
      maxLength: 100,
      description: 'Id of the version in which to read it; else the newest that has it.',
    }),
  ),
})

/** One paragraph: by its permanent id, or by its number or id in a text. */
export const paragraphRoutes =
  (services: RouteContext, cached: onRequestHookHandler): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { urls } = services

    app.get(
      '/paragraphs/:id',
      {
        onRequest: cached,
        schema: operation('getParagraph', 'Read a paragraph by its permanent id', {
          params: Type.Object({ id: Type.String({ maxLength: 100 }) }),
          query: ByIdQuery,
          answer: 'Paragraph',
          representations: PARAGRAPH,
          redirects: [301],
          tag: 'Paragraphs',
          description:
            'Its newest text and what became of it. One that was merged into another is redirected to that; one that was left out is answered as it last stood.',
        }),
      },
      async (request, reply) => {
        const record = await paragraphNamed(services, request.params.id)
        if (redirectedTo(request, reply, 'id', record.id)) return reply
        const { version } = request.query
        if (version !== undefined) return sendOfVersion(request, reply, { record, version })
        if (await redirectedToSurvivor(services, { request, reply, parameter: 'id' }, record)) return reply
        return sendOne(request, reply, record)
      },
    )

    for (const { base, params, suffix } of TEXT_ADDRESSES) {
      app.get(
        `${base}/paragraphs/:paragraph`,
        {
          onRequest: cached,
          schema: operation(`getParagraphOfWork${suffix}`, 'Read a paragraph by its number or id', {
            params: Type.Object({ ...params.properties, paragraph: Type.String({ maxLength: 100 }) }),
            query: OneQuery,
            answer: 'Paragraph',
            representations: PARAGRAPH,
            // What stands in a version stands there for ever.
            redirects: suffix === '' ? [301] : [],
            description: 'Its text with what is around it and what became of it.',
            tag: 'Paragraphs',
          }),
        },
        async (request, reply) => {
          const { paragraph: typed, version } = request.params
          const work = await workAt(services, request, reply)
          if (!work) return reply
          const inVersion = version !== undefined
          const record = await paragraphOfWork(services, work, { typed, inVersion })
          const byNumber = typed === `${record.number}`
          if (!byNumber && redirectedTo(request, reply, 'paragraph', record.id)) return reply
          if (
            !inVersion &&
            (await redirectedToSurvivor(services, { request, reply, parameter: 'paragraph' }, record))
          )
            return reply
          return sendOne(request, reply, record, addressOf(record, inVersion))
        },
      )
    }

    async function sendOfVersion(
      request: FastifyRequest,
      reply: FastifyReply,
      { record, version }: { record: ParagraphRecord; version: string },
    ) {
      const work = await workAtVersion(services, await workNamed(services, record.in.work), version)
      return sendOne(request, reply, await paragraphNamed(services, record.id, work.version.no))
    }

    function sendOne(
      request: FastifyRequest,
      reply: FastifyReply,
      record: ParagraphRecord,
      contentLocation?: string,
    ) {
      return represent(request, reply, choose(request, PARAGRAPH), {
        services,
        record,
        query: request.query as Static<typeof OneQuery>,
        links: paragraphLinks(urls, record),
        contentLocation,
      })
    }

    function addressOf({ id, in: { version } }: ParagraphRecord, inVersion: boolean): string {
      return inVersion ? urls.path(`/paragraphs/${id}`, { version }) : urls.paragraph(id)
    }
  }
