import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Limits } from '../../bounds/limits.ts'
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

type Rate = Awaited<ReturnType<ReturnType<FastifyInstance['createRateLimit']>>>

/** Bounds how often one client may ask, and register quotes, in a minute. */
export async function registerRates(
  app: FastifyInstance,
  { requestsPerMinute, quotesPerMinute }: Pick<Limits, 'requestsPerMinute' | 'quotesPerMinute'>,
): Promise<void> {
  await app.register(rateLimit, { global: false })
  const ofQuotes = app.createRateLimit({ ...MINUTE, max: quotesPerMinute, keyGenerator: clientOf })
  app.decorate('countQuote', async (request) => {
    const rate = await ofQuotes(request)
    tell(request, 'quotes', rate)
    refuseExceeded(
      rate,
      `One client registers at most ${quotesPerMinute} quotes in a minute without a key; a key of scope "quote" has no such bound.`,
    )
  })
  if (requestsPerMinute === 0) return
  const ofRequests = app.createRateLimit({ ...MINUTE, max: requestsPerMinute, keyGenerator: clientOf })
  app.addHook('onRequest', async (request) => {
    if (request.url.startsWith('/health/')) return
    const rate = await ofRequests(request)
    tell(request, 'requests', rate)
    refuseExceeded(rate, `One client asks at most ${requestsPerMinute} times in a minute.`)
  })
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
