import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { printLinks } from '../../wire/links.ts'
import type { Urls } from '../../wire/urls.ts'
import { Problem } from '../protocol/problems.ts'
import { requestPath } from '../protocol/request-path.ts'

/** Routes that are the server's own and no copies of anything. */
const OWN = /^\/(?:docs|dumps|health|openapi\.)/
/** Answers that are, list or confirm what the address names. */
const GIVEN: ReadonlySet<number> = new Set([200, 206, 300, 304])

/**
 * What a mirror does otherwise than an archive: it names the original of everything that it shows (RFC 7089 §2.2.1,
 * `rel="original"`), and takes in nothing. To be called before the routes.
 */
export function registerMirror(app: FastifyInstance, urls: Urls): void {
  const origin = urls.mirrorOf
  if (origin === null) return
  app.addHook('onRequest', (request, reply, done) => {
    if (isWriting(request)) refuseInMirror(urls, request)
    if (isCopied(request)) announce(reply, originalLink(originalOf(request, origin)))
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
    `This is a mirror, which takes in nothing. Send it to the archive itself: ${original}`,
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

function originalLink(href: string): string {
  return printLinks([{ href, rel: 'original' }])
}

/** Does a client read what the origin has too? What no route is for, nobody has. */
function isCopied({ method, routeOptions: { url } }: FastifyRequest): boolean {
  return (method === 'GET' || method === 'HEAD') && url !== undefined && !OWN.test(url)
}

/** Operations for which a key is needed change the archive. */
function isWriting({ routeOptions }: FastifyRequest): boolean {
  return (routeOptions.schema as { security?: unknown[] } | undefined)?.security !== undefined
}

/** Answers are written in several ways, which have one thing in common: Node's `writeHead`. */
function announce({ raw }: FastifyReply, link: string): void {
  const writeHead = raw.writeHead.bind(raw) as (status: number, ...rest: unknown[]) => typeof raw
  raw.writeHead = (status: number, ...rest: unknown[]) => {
    if (!GIVEN.has(status)) return writeHead(status, ...rest)
    const fields = rest.at(-1)
    return Array.isArray(fields)
      ? writeHead(status, inList(fields, link))
      : writeHead(status, inObject({ link: raw.getHeader('link'), ...(fields as object | undefined) }, link))
  }
}

/** Names and values in turn, with one more link. */
function inList(fields: readonly string[], link: string): readonly string[] {
  const at = fields.findIndex((name, index) => index % 2 === 0 && name.toLowerCase() === 'link')
  return at < 0 ? [...fields, 'link', link] : fields.with(at + 1, `${fields[at + 1]}, ${link}`)
}

/** The fields of a stream were set one by one before: what is written here would take the place of its links. */
function inObject({ link: before, ...others }: { link?: unknown }, link: string): object {
  return { ...others, link: before === undefined ? link : `${before}, ${link}` }
}
