import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { OEMBED_FORMATS } from '../../../pages/embed/oembed.ts'
import { Problem } from '../../../wire/problems.ts'
import { send } from '../../protocol/send.ts'
import type { RouteContext } from '../../route-context.ts'
import { citableAt } from '../citations/citable-at.ts'
import { operation } from '../operation.ts'
import { citedInWords } from './cited-in-words.ts'

const Pixels = Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 }))
/** Consumers send parameters of their own beside these, which are let be. */
const Query = Type.Object({
  url: Type.String({ maxLength: 2000, description: 'The address of a quote or paragraph.' }),
  format: Type.Optional(Type.String({ maxLength: 60, description: '`json` (the default) or `xml`.' })),
  maxwidth: Pixels,
  maxheight: Pixels,
})

/** oEmbed: what others' pages show when they are given the address of a passage. */
export const oembedRoutes =
  (services: RouteContext): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/oembed',
      {
        schema: operation('oembed', 'Embed a quote or paragraph by oEmbed', {
          query: Query,
          others: ['application/json', 'text/xml'],
          tag: 'Citations',
          description:
            'oEmbed 1.0, type `rich`: a frame with the words, their source, and whether they still stand. 501 is for other formats.',
        }),
      },
      async (request, reply) => {
        const { url, format = 'json', ...largest } = request.query
        if (!isFormat(format)) throw unknownFormat(format)
        const citable = await citableAt(services.of(request), url.replace(/#.*/s, ''))
        if (!citable?.passage) throw noPassage(url)
        const embedded = await citedInWords(services, citable)
        const body = OEMBED_FORMATS[format](services.urls, embedded, largest)
        return send(request, reply, { ...body, cache: 'newest' })
      },
    )
  }

function isFormat(format: string): format is keyof typeof OEMBED_FORMATS {
  return Object.hasOwn(OEMBED_FORMATS, format)
}

function unknownFormat(format: string): Problem {
  const available = Object.keys(OEMBED_FORMATS)
  return new Problem(
    'format_not_implemented',
    `oEmbed has no format ${JSON.stringify(format)} here. Ask for one of: ${available.join(', ')}.`,
    { available },
  )
}

function noPassage(url: string): Problem {
  return new Problem(
    'not_found',
    `${JSON.stringify(url.slice(0, 200))} is no quote or paragraph here. "url" is the address of one, as its page has it.`,
  )
}
