import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { Problem } from '../../../wire/problems.ts'
import type { RouteContext } from '../../route-context.ts'
import { operation, PROBLEM } from '../operation.ts'

/** A checkpoint with its signatures, and a proof of at most 63 hashes. */
const MOST_BODY_BYTES = 256 * 1024
const SIZE_TYPE = 'text/x.tlog.size'
/** How the problems of the protocol are called here. */
const CODES = {
  400: 'invalid_body',
  403: 'forbidden',
  404: 'not_found',
  422: 'checkpoint_not_extended',
} as const

/** A mirror as a witness of its archive's log (C2SP tlog-witness). */
export const witnessRoutes =
  ({ witness }: RouteContext): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))

    app.post(
      '/witness/add-checkpoint',
      {
        bodyLimit: MOST_BODY_BYTES,
        schema: operation('addCheckpoint', 'Have a checkpoint of the log cosigned', {
          sent: { 'text/plain': Type.String({ description: 'As C2SP tlog-witness has it.' }) },
          others: ['text/plain'],
          untagged: true,
          tag: 'Log',
          description:
            'On a mirror that is a witness (C2SP tlog-witness, whose submission prefix is `/witness`). It cosigns what provably extends all that it cosigned before. 409 names the size of the last checkpoint that it cosigned.',
          responses: {
            409: {
              description: 'The old size is not that of the last checkpoint, which the body names.',
              content: { [SIZE_TYPE]: { schema: Type.String() }, ...PROBLEM },
            },
          },
        }),
      },
      async (request, reply) => {
        const body = Buffer.isBuffer(request.body) ? request.body.toString() : ''
        const answer = await witness?.(body)
        if (!answer)
          throw new Problem(
            'not_found',
            'No checkpoints are cosigned here: this is not a mirror that is a witness.',
          )
        reply.header('cache-control', 'no-store')
        if (answer.status === 200) return reply.type('text/plain; charset=utf-8').send(answer.lines)
        if (answer.status === 409) return reply.code(409).type(SIZE_TYPE).send(`${answer.size}\n`)
        throw new Problem(CODES[answer.status], answer.why)
      },
    )
  }
