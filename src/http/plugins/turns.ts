import type { FastifyInstance, FastifyRequest } from 'fastify'
import { FairQueue, type QueueBounds } from '../../bounds/fair-queue.ts'
import type { Limits } from '../../bounds/limits.ts'
import { nextTurn } from '../../bounds/next-turn.ts'
import { clientOf } from '../protocol/client.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Does a part of what a request asks for when it is the client's turn. @throws ColophonError `busy` */
    inTurn<T>(queue: QueueName, request: FastifyRequest, work: () => Promise<T>): Promise<T>
  }
  interface FastifyContextConfig {
    /** The queue in which requests of a route wait for their turn; none where an answer is a millisecond's work. */
    queue?: QueueName
  }
}

/** What takes long: answers that keep this thread for some milliseconds, pages of streams, lists of citations, manuscripts. */
export type QueueName = 'composing' | 'streams' | 'lists' | 'documents'

type Bounded = Pick<Limits, 'documents' | 'connections'>

function boundsOf({ documents, connections }: Bounded): Record<QueueName, QueueBounds> {
  return {
    composing: {
      atOnce: 2,
      ofOne: 1,
      waiting: 512,
      waitingOfOne: 256,
      busy: 'Too many large answers are waiting to be made. Try again in a few seconds.',
    },
    streams: {
      atOnce: 1,
      ofOne: 1,
      // A stream that has begun is never refused: there are no more than connections.
      waiting: connections,
      waitingOfOne: connections,
      busy: 'Too many streams are under way. Try again in a few seconds.',
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
export function registerTurns(app: FastifyInstance, limits: Bounded): void {
  const bounds = boundsOf(limits)
  const queues = {
    composing: new FairQueue(bounds.composing),
    streams: new FairQueue(bounds.streams),
    lists: new FairQueue(bounds.lists),
    documents: new FairQueue(bounds.documents),
  }
  app.decorate('inTurn', (queue, request, work) =>
    queues[queue].run(clientOf(request), async () => {
      await nextTurn()
      return work()
    }),
  )
  app.addHook('onRoute', (route) => {
    const name = route.config?.queue
    if (!name) return
    const { handler, onRequest = [] } = route
    const assertRoom = async (request: FastifyRequest) => queues[name].assertRoom(clientOf(request))
    route.onRequest = [...[onRequest].flat(), assertRoom]
    route.handler = function inTurn(request, reply) {
      // Who has gone away meanwhile needs no answer.
      const answer = async () => (reply.raw.destroyed ? reply.hijack() : handler.call(this, request, reply))
      return app.inTurn(name, request, answer)
    }
  })
}
