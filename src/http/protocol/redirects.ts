import type { FastifyReply } from 'fastify'
import { parseWorkId } from '../../identity/ids.ts'
import { workAtVersion, workNamed } from '../../resolving/work.ts'
import type { WorkRecord } from '../../store/works.ts'
import type { RouteContext } from '../route-context.ts'
import { requestPath } from './request-path.ts'

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
  const address = withParameter(request, parameter, canonical)
  if (address === undefined) return false
  reply.redirect(address, 308)
  return true
}

/** The address of a request with another value of a parameter of its path; undefined when it has that already. */
export function withParameter(request: Addressed, parameter: string, value: string): string | undefined {
  const typed = (request.params as Record<string, string>)[parameter]
  if (typed === undefined || typed === value) return undefined
  const [path = '', query] = requestPath(request.originalUrl).split(/\?(.*)/s)
  const parts = path.split('/')
  const at = parts.findIndex((part) => safeDecode(part).startsWith(typed))
  if (at < 0) return undefined
  parts[at] = value + safeDecode(parts[at]!).slice(typed.length)
  return parts.map(encodeURIComponent).join('/') + (query === undefined ? '' : `?${query}`)
}

/**
 * The work of an address, as it was in the version that the address names, when it names one; null when the
 * request was redirected to the canonical spelling of its ids.
 *
 * @throws ColophonError `work_not_found`, `version_not_found`, `withdrawn`
 */
export async function workAt(
  services: RouteContext,
  request: Addressed & { params: { work: string; version?: string } },
  reply: FastifyReply,
): Promise<WorkRecord | null> {
  const { work: typed, version } = request.params
  const newest = await workNamed(services, typed)
  if (parseWorkId(typed) && redirectedTo(request, reply, 'work', newest.id)) return null
  if (version === undefined) return newest
  const work = await workAtVersion(services, newest, version)
  return redirectedTo(request, reply, 'version', work.version.id) ? null : work
}

function safeDecode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
