import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { PARAGRAPH_FIELDS } from '../../../wire/paragraph.ts'
import { Cursor, closed, Limit } from '../../../wire/schemas/common.ts'
import { readCursor } from '../../protocol/cursor.ts'
import { Fields, readFields } from '../../protocol/fields.ts'
import { workAt } from '../../protocol/redirects.ts'
import { choose, represent } from '../../protocol/representations.ts'
import type { RouteContext } from '../../route-context.ts'
import { operation } from '../operation.ts'
import { type TextAddress, textPath } from '../text-addresses.ts'
import { PARAGRAPHS } from './list-representations.ts'
import { runsLocated } from './located-paragraphs.ts'

const ParagraphNumber = Type.Integer({ minimum: 1, maximum: 1_000_000_000 })

const ListQuery = closed({
  from: Type.Optional({ ...ParagraphNumber, description: 'Number of the first paragraph.' }),
  to: Type.Optional({ ...ParagraphNumber, description: 'Number of the last one.' }),
  locator: Type.Optional(
    Type.String({
      maxLength: 150,
      description:
        'Only paragraphs at this place of a second numbering, such as `page:12`, `page:12-13` or `bekker:1094a`.',
    }),
  ),
  limit: Limit(100),
  cursor: Cursor,
  fields: Fields(PARAGRAPH_FIELDS),
  format: PARAGRAPHS.format,
})

/** The paragraphs of a text. */
export const paragraphsRoutes =
  (services: RouteContext, { base, params, suffix }: TextAddress): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      `${base}/paragraphs`,
      {
        schema: operation(`listParagraphs${suffix}`, 'Read the paragraphs of a text', {
          params,
          query: ListQuery,
          answer: 'ParagraphList',
          representations: PARAGRAPHS,
          tag: 'Paragraphs',
          description:
            'As `application/x-ndjson` all that are asked for come in one stream, whatever `limit` says.',
        }),
      },
      async (request, reply) => {
        const chosen = choose(request, PARAGRAPHS)
        const fields = readFields(request.query.fields, PARAGRAPH_FIELDS)
        const work = await workAt(services, request, reply)
        if (!work) return reply
        const { from = 1, to = work.version.paragraphCount, locator, cursor } = request.query
        const { numberings } = await services.archive.reads.paragraphs.card(work.version.no)
        return represent(request, reply, chosen, {
          services,
          work,
          path: textPath(work, request.params),
          after: readCursor('paragraphs', cursor),
          runs: locator === undefined ? [{ from, to }] : runsLocated(numberings, locator, { from, to }),
          query: request.query,
          fields,
        })
      },
    )
  }
