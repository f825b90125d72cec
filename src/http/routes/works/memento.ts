import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { LINK_FORMAT, mementoLinks } from '../../../memento/links.ts'
import { readAcceptDatetime, versionAt } from '../../../memento/negotiation.ts'
import { timeMap } from '../../../memento/time-map.ts'
import { workNamed } from '../../../resolving/work.ts'
import { printLinks } from '../../../wire/links.ts'
import { Problem } from '../../../wire/problems.ts'
import { closed, WorkParams } from '../../../wire/schemas/common.ts'
import { workAt } from '../../protocol/redirects.ts'
import { send } from '../../protocol/send.ts'
import type { RouteContext } from '../../route-context.ts'
import { operation } from '../operation.ts'

/** The texts of a work by their times (Memento, RFC 7089). */
export const mementoRoutes =
  (services: RouteContext): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { archive, urls } = services
    const { versions } = archive.reads

    /** Of a work that is withdrawn meanwhile there is none any more. */
    async function versionsOf(work: string) {
      const all = await versions.ofWork(work)
      if (all.length === 0) await workNamed(services, work)
      return all
    }

    app.get(
      '/works/:work/timegate',
      {
        schema: operation('getTimeGate', 'Find the text that was the newest at a time', {
          params: WorkParams,
          query: closed({}),
          redirects: [302],
          untagged: true,
          tag: 'Versions',
          description:
            'RFC 7089: `Accept-Datetime` names the time, as HTTP has dates; without it, now is meant. Redirects to the version that was the newest then; of a time before the first, to that.',
        }),
      },
      async (request, reply) => {
        const field = request.headers['accept-datetime']
        const time = field === undefined ? undefined : readAcceptDatetime(String(field))
        if (field !== undefined && time === undefined) throw noTime(String(field))
        const work = await workAt(services, request, reply)
        if (!work) return reply
        const all = await versionsOf(work.id)
        const version = versionAt(all, time)
        return reply
          .headers({
            vary: 'Accept-Datetime',
            'cache-control': 'no-cache',
            link: printLinks(mementoLinks(urls, work.id, { versions: all, version })),
          })
          .redirect(urls.version(work.id, version.id), 302)
      },
    )

    app.get(
      '/works/:work/timemap',
      {
        schema: operation('getTimeMap', 'List the texts of a work with their times', {
          params: WorkParams,
          query: closed({}),
          others: [LINK_FORMAT],
          tag: 'Versions',
          description: 'RFC 7089 §5: links in the format of RFC 6690, the oldest first.',
        }),
      },
      async (request, reply) => {
        const work = await workAt(services, request, reply)
        if (!work) return reply
        const body = timeMap(urls, work.id, await versionsOf(work.id))
        return send(request, reply, { ...body, cache: 'newest' })
      },
    )
  }

function noTime(field: string): Problem {
  return new Problem(
    'invalid_parameter',
    `"Accept-Datetime" is ${JSON.stringify(field.slice(0, 60))}; send a date as HTTP has them, such as "Thu, 11 Aug 2016 12:00:00 GMT".`,
  )
}
