import rateLimit, { type FastifyRateLimitStore, type FastifyRateLimitStoreCtor } from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Limits } from '../../bounds/limits.ts'
import type { Counting } from '../../bounds/rate-counts.ts'
import { Problem } from '../../wire/problems.ts'
import { clientOf } from '../protocol/client.ts'
import { addAnswerFields } from '../protocol/every-answer.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Counts a quote that a client without a key registers. @throws Problem `too_many_requests` */
    countQuote(request: FastifyRequest): Promise<void>
  }
}

const MINUTE = { timeWindow: 60_000 }

type Counted = Parameters<FastifyRateLimitStore['incr']>[1]
type Rate = Awaited<ReturnType<ReturnType<FastifyInstance['createRateLimit']>>>

/** Bounds how often one client may ask, and register quotes, in a minute. */
export async function registerRates(
  app: FastifyInstance,
  { requestsPerMinute, quotesPerMinute }: Pick<Limits, 'requestsPerMinute' | 'quotesPerMinute'>,
  counting: Counting,
): Promise<void> {
  await app.register(rateLimit, { global: false, store: storeOf(counting) })
  const ofQuotes = app.createRateLimit({ ...MINUTE, max: quotesPerMinute, keyGenerator: keyOf('quotes') })
  app.decorate('countQuote', async (request) => {
    const rate = await ofQuotes(request)
    tell(request, 'quotes', rate)
    refuseExceeded(
      rate,
      `One client registers at most ${quotesPerMinute} quotes in a minute without a key; a key of scope "quote" has no such bound.`,
    )
  })
  if (requestsPerMinute === 0) return
  const ofRequests = app.createRateLimit({
    ...MINUTE,
    max: requestsPerMinute,
    keyGenerator: keyOf('requests'),
  })
  app.addHook('onRequest', async (request) => {
    if (request.url.startsWith('/health/')) return
    const rate = await ofRequests(request)
    tell(request, 'requests', rate)
    refuseExceeded(rate, `One client asks at most ${requestsPerMinute} times in a minute.`)
  })
}

function keyOf(policy: string): (request: FastifyRequest) => string {
  return (request) => `${policy} ${clientOf(request)}`
}

/** Counting as the plugin has it: a class of which it makes one store, and children for its policies. */
function storeOf(counting: Counting): FastifyRateLimitStoreCtor {
  return class Store implements FastifyRateLimitStore {
    incr(key: string, callback: Counted, window: number) {
      counting.count(key, window).then(
        (count) => callback(null, count),
        (error) => callback(error),
      )
    }

    child() {
      return this
    }
  }
}

/** What is left, as draft-ietf-httpapi-ratelimit-headers-10 has it. */
function tell(request: FastifyRequest, policy: string, rate: Rate): void {
  if (rate.isAllowed) return
  addAnswerFields(request, {
    'ratelimit-policy': `"${policy}";q=${rate.max};w=60`,
    ratelimit: `"${policy}";r=${rate.remaining};t=${rate.ttlInSeconds}`,
  })
}

function refuseExceeded(rate: Rate, sentence: string): void {
  if (rate.isAllowed || !rate.isExceeded) return
  const seconds = Math.max(1, rate.ttlInSeconds)
  throw new Problem(
    'too_many_requests',
    `${sentence} Go on in ${seconds} seconds.`,
    {},
    { 'retry-after': String(seconds) },
  )
}
