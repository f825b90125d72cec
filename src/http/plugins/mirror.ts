import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Problem } from '../../wire/problems.ts'
import type { Urls } from '../../wire/urls.ts'
import { originalLink } from '../protocol/every-answer.ts'
import { requestPath } from '../protocol/request-path.ts'

/** Routes that are the server's own and no copies of anything. */
const OWN = /^\/(?:docs|dumps|health|openapi\.)/

/**
 * What a mirror does otherwise than an archive: it names the original of everything that it shows (RFC 7089 §2.2.1,
 * `rel="original"`), and takes in nothing. To be called after the headers and before the routes.
 */
export function registerMirror(app: FastifyInstance, urls: Urls): void {
  const origin = urls.mirrorOf
  if (origin === null) return
  app.addHook('onRequest', (request, _reply, done) => {
    if (isWriting(request)) refuseInMirror(urls, request)
    if (isCopied(request)) request.original = originalLink(originalOf(request, origin))
    done()
  })
}

/**
 * To be called before something is written; an archive goes on.
 *
 * @throws Problem `read_only_mirror`, which names the same address at the origin
 */
export function refuseInMirror({ mirrorOf }: Urls, request: FastifyRequest): void {
  if (mirrorOf === null) return
  const original = originalOf(request, mirrorOf)
  throw new Problem(
    'read_only_mirror',
    `This is a mirror, which is read-only. Send the request to the archive itself: ${original}`,
    { original },
    { link: originalLink(original) },
  )
}

/** The same address at the origin. */
function originalOf({ originalUrl }: FastifyRequest, origin: string): string {
  // Whoever writes it into a header must not be able to end that: so it is spelt as the standard has it.
  const original = new URL(`${origin}${requestPath(originalUrl)}`)
  original.hash = ''
  return original.href
}

/** Does a client read what the origin has too? What no route is for, nobody has. */
function isCopied({ method, routeOptions: { url } }: FastifyRequest): boolean {
  return (method === 'GET' || method === 'HEAD') && url !== undefined && !OWN.test(url)
}

/** Operations for which a key is needed change the archive. */
function isWriting({ routeOptions }: FastifyRequest): boolean {
  return (routeOptions.schema as { security?: unknown[] } | undefined)?.security !== undefined
}
