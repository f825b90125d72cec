import type { FastifyReply } from 'fastify'
import { parseWorkId } from '../identity/ids.ts'
import type { WorkRecord } from '../store/works.ts'
import { type Services, workNamed } from './services.ts'

/** What is needed of a request to send it to another spelling of its address. */
interface Addressed {
  originalUrl: string
  params: unknown
}

/**
 * Identifiers are read liberally; what is not spelt canonically is redirected, for ever, to the address
 * that is. Answers true when it has redirected.
 */
export function redirectedTo(
  request: Addressed,
  reply: FastifyReply,
  parameter: string,
  canonical: string,
): boolean {
  const typed = (request.params as Record<string, string>)[parameter]
  if (typed === undefined || typed === canonical) return false
  const [path = '', query] = request.originalUrl.replace(/^https?:\/\/[^/?]*/i, '').split(/\?(.*)/s)
  const parts = path.split('/')
  const at = parts.findIndex((part) => safeDecode(part).startsWith(typed))
  if (at < 0) return false
  parts[at] = canonical + safeDecode(parts[at]!).slice(typed.length)
  reply.redirect(parts.map(encodeURIComponent).join('/') + (query === undefined ? '' : `?${query}`), 308)
  return true
}

/**
 * The work of an address; null when the request was redirected to the canonical spelling of its id.
 *
 * @throws Problem `work_not_found`
 */
export async function workAt(
  services: Services,
  request: Addressed & { params: { work: string } },
  reply: FastifyReply,
): Promise<WorkRecord | null> {
  const { work: typed } = request.params
  const work = await workNamed(services, typed)
  return parseWorkId(typed) && redirectedTo(request, reply, 'work', work.id) ? null : work
}

function safeDecode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
