import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ParagraphRecord } from '../../../store/paragraphs.ts'
import { withParameter } from '../../protocol/redirects.ts'
import type { RouteContext } from '../../route-context.ts'

/** Sends whoever asks for a paragraph that was merged into another on to that one. True when it has redirected. */
export async function redirectedToSurvivor(
  { archive }: RouteContext,
  { request, reply, parameter }: { request: FastifyRequest; reply: FastifyReply; parameter: string },
  record: ParagraphRecord,
): Promise<boolean> {
  const survivor = await archive.reads.paragraphs.mergedInto(record)
  const address = survivor && withParameter(request, parameter, survivor)
  if (!address) return false
  // A later version may part them again.
  reply.header('cache-control', 'no-cache').redirect(address, 301)
  return true
}
