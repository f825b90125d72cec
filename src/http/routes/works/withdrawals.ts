import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { parseVersionId, parseWorkId } from '../../../identity/ids.ts'
import type { WithdrawalOrder } from '../../../store/sqlite/withdrawals/withdraw.ts'
import { idOfWork } from '../../../store/sqlite/works/work-ids.ts'
import { json } from '../../../wire/body.ts'
import { closed, VersionParams, WorkParams } from '../../../wire/schemas/common.ts'
import { authorize } from '../../plugins/authorization.ts'
import { Problem } from '../../protocol/problems.ts'
import { send } from '../../protocol/send.ts'
import type { Services } from '../../services.ts'
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
  (services: Services): FastifyPluginAsyncTypebox =>
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
        const id = parseVersionId(version)
        if (!id)
          throw new Problem(
            'version_not_found',
            `${JSON.stringify(version.slice(0, 80))} is not the id of a version.`,
          )
        return order(request, reply, { typed, version: id, ...request.query })
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
      const work = idOfWork(archive.connection.sql, parseWorkId(typed) ?? typed.toLowerCase())
      if (!work)
        throw new Problem('work_not_found', `There is no work ${JSON.stringify(typed.slice(0, 80))}.`)
      const tombstone = await writer.withdraw({ ...rest, work, erase })
      archive.refresh()
      const { version } = tombstone
      return send(request, reply, {
        ...json({ ...tombstone, url: version === null ? urls.work(work) : urls.version(work, version) }),
        cache: 'newest',
        headers: { 'cache-control': 'no-store' },
      })
    }
  }
