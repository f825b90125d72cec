import type { FastifyInstance, FastifyRequest, HTTPMethods } from 'fastify'
import { Problem } from '../../wire/problems.ts'

/** The methods that some address knows, or is asked to know. */
export const METHODS: HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** What the routes of an application answer to, by their pattern. */
export type RoutedMethods = Map<string, Set<string>>

/** Keeps note of every route from now on. */
export function collectMethods(app: FastifyInstance): RoutedMethods {
  const routed: RoutedMethods = new Map()
  app.addHook('onRoute', ({ url, method }) => {
    const methods = routed.get(url) ?? new Set()
    for (const name of [method].flat()) methods.add(name)
    routed.set(url, methods)
  })
  return routed
}

/**
 * Answers the other methods of every address: OPTIONS with what there is, the rest with 405 (RFC 9110
 * §15.5.6). To be called after all routes.
 */
export function registerOtherMethods(app: FastifyInstance, routed: RoutedMethods): void {
  for (const [url, methods] of [...routed]) {
    const allow = METHODS.filter((method) => methods.has(method) || method === 'OPTIONS').join(', ')
    const headers = { allow, ...preflight(allow) }
    app.route({
      url,
      schema: { hide: true },
      method: METHODS.filter((method) => !methods.has(method)),
      onRequest: refuse(allow),
      // A browser asks with the parameters of the request that is to follow: they are that one's to refuse.
      validatorCompiler: () => () => true,
      handler: async (_request, reply) => reply.code(204).headers(headers).send(),
    })
  }
}

/** Refuses all but OPTIONS, before the body is read. */
function refuse(allow: string) {
  return async ({ method }: FastifyRequest) => {
    if (method === 'OPTIONS') return
    const detail = `${method} is not possible here. Use one of: ${allow}.`
    throw new Problem('method_not_allowed', detail, { allow: allow.split(', ') }, { allow })
  }
}

/** What a browser asks before it writes from another origin (CORS). */
function preflight(allow: string): Record<string, string> {
  return {
    'access-control-allow-methods': allow,
    'access-control-allow-headers':
      'Accept, Accept-Datetime, Authorization, Content-Type, Content-Disposition, If-Match, If-None-Match, If-Modified-Since, If-Range, If-Unmodified-Since, Range',
    'access-control-max-age': '86400',
  }
}
