import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { exportBody } from '../../../wire/citation-formats.ts'
import type { Citable } from '../../../wire/cited.ts'
import { EXPORT_TYPES } from '../../../wire/media-types.ts'
import { Problem } from '../../../wire/problems.ts'
import { closed } from '../../../wire/schemas/common.ts'
import { formatsXml, UNAPI_FORMATS, unapiType } from '../../../wire/unapi.ts'
import { send } from '../../protocol/send.ts'
import type { RouteContext } from '../../route-context.ts'
import { operation } from '../operation.ts'
import { citableAt } from './citable-at.ts'
import { citationOptions } from './citation-options.ts'

const Query = closed({
  id: Type.Optional(
    Type.String({ maxLength: 500, description: 'The address of a work, paragraph or quote, or its id.' }),
  ),
  format: Type.Optional(
    Type.String({ maxLength: 60, description: `One of ${UNAPI_FORMATS.join(', ')}, or its media type.` }),
  ),
})

/** unAPI (revision 1), by which Zotero and its kin take what a page names. */
export const unapiRoutes =
  (services: RouteContext): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/unapi',
      {
        schema: operation('unapi', 'Take citations by unAPI', {
          query: Query,
          others: ['application/xml', ...EXPORT_TYPES],
          choices: 'application/xml',
          tag: 'Citations',
          description:
            'Without parameters it lists the formats; with `id` alone it answers 300 and lists those of the thing; with both it answers the thing in the format.',
        }),
      },
      async (request, reply) => {
        const { id, format } = request.query
        if (id === undefined) {
          if (format !== undefined) throw noId(format)
          return sendFormats(request, reply)
        }
        const citable = await citableAt(services.of(request), id)
        if (!citable) throw unknownId(id)
        if (format === undefined) return sendFormats(request, reply, citable)
        const type = unapiType(format)
        if (!type) throw unknownFormat(format)
        const options = citationOptions({}, new Map())
        const body = await exportBody(services, citable, { type, name: type, options })
        return send(request, reply, {
          ...body,
          cache: 'newest',
          links: [{ href: citable.url, rel: 'describes' }],
        })
      },
    )
  }

function sendFormats(request: FastifyRequest, reply: FastifyReply, citable?: Citable) {
  return send(request, reply, {
    type: 'application/xml; charset=utf-8',
    body: formatsXml(citable?.url),
    cache: 'newest',
    ...(citable && { status: 300 }),
  })
}

function noId(format: string): Problem {
  return new Problem(
    'invalid_parameter',
    `"id" is missing. Name in it what you want as ${JSON.stringify(format)}.`,
  )
}

function unknownId(id: string): Problem {
  return new Problem(
    'not_found',
    `There is no work, paragraph or quote ${JSON.stringify(id.slice(0, 200))} here. "id" is its address or its id.`,
  )
}

function unknownFormat(format: string): Problem {
  return new Problem(
    'not_acceptable',
    `There is no format ${JSON.stringify(format)}. Ask for one of: ${UNAPI_FORMATS.join(', ')}.`,
    { available: UNAPI_FORMATS },
  )
}
