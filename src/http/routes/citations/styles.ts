import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { type ListedStyle, styleEntry } from '../../../citing/styles/style.ts'
import { STYLE_ALIASES } from '../../../citing/styles/style-aliases.ts'
import { json } from '../../../wire/body.ts'
import { LONGEST_STYLE } from '../../../wire/schemas/citation.ts'
import { Cursor, closed, Limit } from '../../../wire/schemas/common.ts'
import { printNameCursor, readNameCursor } from '../../protocol/cursor.ts'
import { negotiate } from '../../protocol/negotiation.ts'
import { send } from '../../protocol/send.ts'
import type { Services } from '../../services.ts'
import { operation } from '../operation.ts'

/** The citation styles: the list, and one. */
export const stylesRoutes =
  ({ citer, urls }: Services): FastifyPluginAsyncTypebox =>
  async (app) => {
    const view = (style: ListedStyle) => ({ ...style, url: `${urls.base}/styles/${style.id}` })

    app.get(
      '/styles',
      {
        schema: operation('listStyles', 'List the citation styles', {
          query: closed({ limit: Limit(100), cursor: Cursor }),
          answer: 'StyleList',
          tag: 'Citations',
        }),
      },
      async (request, reply) => {
        negotiate(request, ['application/json'])
        const { limit, cursor } = request.query
        const after = readNameCursor('styles', cursor)
        const rest = (await citer.styles.list()).filter(({ id }) => id > after)
        const items = rest.slice(0, limit)
        const next =
          rest.length > limit
            ? urls.path('/styles', { limit, cursor: printNameCursor('styles', items.at(-1)!.id) })
            : null
        return send(request, reply, {
          ...json({ items: items.map(view), next }),
          cache: 'newest',
          links: next ? [{ href: next, rel: 'next' }] : [],
        })
      },
    )

    app.get(
      '/styles/:style',
      {
        schema: operation('getStyle', 'Read about a citation style', {
          params: Type.Object({ style: Type.String({ maxLength: LONGEST_STYLE }) }),
          answer: 'Style',
          tag: 'Citations',
          description: 'Aliases and old names redirect to the style that they mean today.',
        }),
      },
      async (request, reply) => {
        negotiate(request, ['application/json'])
        const style = citer.styles.find(request.params.style)
        // Not for ever: "mla" will mean another edition one day.
        if (style.id !== request.params.style) return reply.redirect(`${urls.base}/styles/${style.id}`, 307)
        const aliases = Object.keys(STYLE_ALIASES).filter((alias) => STYLE_ALIASES[alias] === style.id)
        return send(request, reply, {
          ...json({ ...view(styleEntry(style)), rules: style.independent, aliases }),
          cache: 'newest',
          links: [{ href: `${urls.base}/styles`, rel: 'collection' }],
        })
      },
    )
  }
