import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify'
import { type Static, Type } from 'typebox'
import { paragraphHistory } from '../../../store/sqlite/versions/paragraph-history.ts'
import type { ParagraphRecord } from '../../../store/sqlite/versions/paragraphs.ts'
import { json, plain } from '../../../wire/body.ts'
import { citableParagraph } from '../../../wire/cited.ts'
import { CITATION_EXTENSIONS, CITATION_TYPES, isCitationType } from '../../../wire/media-types.ts'
import { paragraphLinks, paragraphWithHistory } from '../../../wire/paragraph.ts'
import { StyleQuery } from '../../../wire/schemas/citation.ts'
import { closed, Format } from '../../../wire/schemas/common.ts'
import { paragraphNamed, paragraphOfWork, redirectedToSurvivor } from '../../paragraph-named.ts'
import { negotiate } from '../../protocol/negotiation.ts'
import { redirectedTo, workAt } from '../../protocol/redirects.ts'
import { type Representation, send } from '../../protocol/send.ts'
import { type Services, workAtVersion, workNamed } from '../../services.ts'
import { assertNoStyle } from '../citations/citation-options.ts'
import { sendCitation } from '../citations/citation-sending.ts'
import { operation } from '../operation.ts'
import { TEXT_ADDRESSES } from '../text-addresses.ts'

const OneQuery = closed({ ...StyleQuery, format: Format('json', 'txt', ...CITATION_EXTENSIONS) })
const ByIdQuery = closed({
  ...OneQuery.properties,
  version: Type.Optional(
    Type.String({
      maxLength: 100,
      description: 'Id of the version in which to read it; else the newest that has it.',
    }),
  ),
})
const TYPES = ['application/json', 'text/plain', ...CITATION_TYPES] as const

/** One paragraph: by its permanent id, or by its number or id in a text. */
export const paragraphRoutes =
  (services: Services, ready: onRequestHookHandler): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { archive, urls } = services

    app.get(
      '/paragraphs/:id',
      {
        onRequest: ready,
        schema: operation('getParagraph', 'Read a paragraph by its permanent id', {
          params: Type.Object({ id: Type.String({ maxLength: 100 }) }),
          query: ByIdQuery,
          answer: 'ParagraphWithHistory',
          others: TYPES.slice(1),
          tag: 'Paragraphs',
          description:
            'Its newest text and what became of it. One that was merged into another is redirected to that; one that was left out is answered as it last stood.',
        }),
      },
      (request, reply) => {
        const record = paragraphNamed(services, request.params.id)
        if (redirectedTo(request, reply, 'id', record.id)) return reply
        const { version } = request.query
        if (version !== undefined) return sendOfVersion(request, reply, { record, version })
        if (redirectedToSurvivor(services, { request, reply, parameter: 'id' }, record)) return reply
        return sendOne(request, reply, record)
      },
    )

    for (const { base, params, suffix } of TEXT_ADDRESSES) {
      app.get(
        `${base}/paragraphs/:paragraph`,
        {
          onRequest: ready,
          schema: operation(`getParagraphOfWork${suffix}`, 'Read a paragraph by its number or id', {
            params: Type.Object({ ...params.properties, paragraph: Type.String({ maxLength: 100 }) }),
            query: OneQuery,
            answer: 'ParagraphWithHistory',
            others: TYPES.slice(1),
            tag: 'Paragraphs',
          }),
        },
        async (request, reply) => {
          const { paragraph: typed, version } = request.params
          const work = await workAt(services, request, reply)
          if (!work) return reply
          const inVersion = version !== undefined
          const record = paragraphOfWork(services, work, { typed, inVersion })
          const byNumber = typed === `${record.number}`
          if (!byNumber && redirectedTo(request, reply, 'paragraph', record.id)) return reply
          if (
            !inVersion &&
            redirectedToSurvivor(services, { request, reply, parameter: 'paragraph' }, record)
          )
            return reply
          return sendOne(request, reply, record, { contentLocation: addressOf(record, inVersion) })
        },
      )
    }

    async function sendOfVersion(
      request: FastifyRequest,
      reply: FastifyReply,
      { record, version }: { record: ParagraphRecord; version: string },
    ) {
      const work = await workAtVersion(services, await workNamed(services, record.in.work), version)
      return sendOne(request, reply, paragraphNamed(services, record.id, work.version.no))
    }

    function sendOne(
      request: FastifyRequest,
      reply: FastifyReply,
      record: ParagraphRecord,
      elsewhere: Pick<Representation, 'contentLocation'> = {},
    ) {
      const type = negotiate(request, TYPES)
      const about = { links: paragraphLinks(urls, record), ...elsewhere }
      if (isCitationType(type)) return sendCited(request, reply, record, about)
      assertNoStyle(request.query as Static<typeof OneQuery>)
      const body =
        type === 'application/json'
          ? json(paragraphWithHistory(urls, record, paragraphHistory(archive.connection.sql, record)))
          : plain(record.text)
      return send(request, reply, { ...body, ...about, cache: 'newest' })
    }

    async function sendCited(
      request: FastifyRequest,
      reply: FastifyReply,
      record: ParagraphRecord,
      about: Pick<Representation, 'links' | 'contentLocation'>,
    ) {
      const work = await workNamed(services, record.in.work)
      return sendCitation(services, { request, reply }, citableParagraph(urls, work, record), about)
    }

    function addressOf({ id, in: { version } }: ParagraphRecord, inVersion: boolean): string {
      return inVersion ? urls.path(`/paragraphs/${id}`, { version }) : urls.paragraph(id)
    }
  }
