import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { versionIdNamed, workIdNamed } from '../../../resolving/work.ts'
import type { WithdrawalOrder } from '../../../store/withdrawals.ts'
import { json } from '../../../wire/body.ts'
import { closed, VersionParams, WorkParams } from '../../../wire/schemas/common.ts'
import { tombstoneView } from '../../../wire/tombstone.ts'
import { authorize } from '../../plugins/authorization.ts'
import { send } from '../../protocol/send.ts'
import type { RouteContext } from '../../route-context.ts'
import { operation } from '../operation.ts'

const WithdrawQuery = closed({
  reason: Type.String({
    minLength: 1,
    maxLength: 2000,
    description: 'Why; it is shown to everybody who asks for it.',
  }),
  erase: Type.Optional(
    Type.Boolean({ default: false, description: "Erase the source's bytes too, here and in all mirrors." }),
  ),
})

/** Withdrawing: what was published is answered with 410 and the reason from then on. */
export const withdrawalsRoutes =
  (services: RouteContext): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { archive, urls, writer } = services
    const admin = async (request: FastifyRequest) => authorize(archive, request, 'admin')

    app.delete(
      '/works/:work',
      {
        onRequest: admin,
        schema: operation('withdrawWork', 'Withdraw a work', {
          params: WorkParams,
          query: WithdrawQuery,
          answer: 'Tombstone',
          tag: 'Withdrawing',
          secured: true,
          description:
            'Every address of it answers 410 with the reason. Its text is gone; its ids are never used again. A second time changes nothing, save that it may erase.',
        }),
      },
      async (request, reply) =>
        order(request, reply, { typed: request.params.work, version: null, ...request.query }),
    )

    app.delete(
      '/works/:work/versions/:version',
      {
        onRequest: admin,
        schema: operation('withdrawVersion', 'Withdraw a version of a work', {
          params: VersionParams,
          query: WithdrawQuery,
          answer: 'Tombstone',
          tag: 'Withdrawing',
          secured: true,
          description: 'The others stay. A work whose versions are all withdrawn is withdrawn.',
        }),
      },
      async (request, reply) => {
        const { work: typed, version } = request.params
        return order(request, reply, { typed, version: versionIdNamed(version), ...request.query })
      },
    )

    async function order(
      request: FastifyRequest,
      reply: FastifyReply,
      {
        typed,
        erase = false,
        ...rest
      }: { typed: string; erase?: boolean } & Omit<WithdrawalOrder, 'work' | 'erase'>,
    ) {
      const work = await workIdNamed(services, typed)
      const tombstone = await writer.withdraw({ ...rest, work, erase })
      archive.refresh()
      return send(request, reply, {
        ...json(tombstoneView(urls, tombstone)),
        cache: 'never',
      })
    }
  }
