import { setImmediate } from 'node:timers/promises'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { FairQueue, type QueueBounds } from '../../bounds/fair-queue.ts'
import type { Limits } from '../../bounds/limits.ts'
import { clientOf } from '../protocol/client.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The queue in which requests of a route wait for their turn; none where an answer is a millisecond's work. */
    queue?: QueueName
  }
}

/** What takes long: answers that keep this thread for some milliseconds, lists of citations, manuscripts. */
type QueueName = 'composing' | 'lists' | 'documents'

function boundsOf({ documents }: Pick<Limits, 'documents'>): Record<QueueName, QueueBounds> {
  return {
    composing: {
      atOnce: 1,
      ofOne: 1,
      waiting: 512,
      waitingOfOne: 256,
      busy: 'Too many large answers are waiting to be made. Try again in a few seconds.',
    },
    lists: {
      atOnce: 1,
      ofOne: 1,
      waiting: 8,
      waitingOfOne: 4,
      busy: 'Too many lists of citations are waiting. Try again in a few seconds.',
    },
    documents: {
      atOnce: documents,
      ofOne: Math.max(1, Math.floor(documents / 4)),
      waiting: 0,
      waitingOfOne: 0,
      busy: 'Too many documents are being checked. Try again in a few seconds.',
    },
  }
}

/**
 * Lets what takes long begin in turn, the clients one after the other; between two turns comes whatever else has come in.
 * Who could not even wait is refused before the body is read.
 */
export function registerTurns(app: FastifyInstance, limits: Pick<Limits, 'documents'>): void {
  const bounds = boundsOf(limits)
  const queues = {
    composing: new FairQueue(bounds.composing),
    lists: new FairQueue(bounds.lists),
    documents: new FairQueue(bounds.documents),
  }
  app.addHook('onRoute', (route) => {
    const queue = route.config?.queue && queues[route.config.queue]
    if (!queue) return
    const { handler, onRequest = [] } = route
    const assertRoom = async (request: FastifyRequest) => queue.assertRoom(clientOf(request))
    route.onRequest = [...[onRequest].flat(), assertRoom]
    route.handler = function inTurn(request, reply) {
      return queue.run(clientOf(request), async () => {
        await setImmediate()
        // Who has gone away meanwhile needs no answer.
        return reply.raw.destroyed ? reply.hijack() : handler.call(this, request, reply)
      })
    }
  })
}
