import { type FastifyReply, type FastifyRequest, LogController } from 'fastify'

/**
 * One line for each request, when its answer was sent or its client has gone: what was asked, by whom, the route, the
 * status, and how many milliseconds it took (`responseTime`).
 */
export class RequestLog extends LogController {
  override incomingRequest(): void {}

  override requestCompleted(
    error: Error | null | undefined,
    request: FastifyRequest,
    reply: FastifyReply,
  ): void {
    const { url: route } = request.routeOptions
    const told = { req: request, route, res: reply, responseTime: reply.elapsedTime }
    if (error) reply.log.error({ ...told, err: error }, 'request errored')
    else reply.log.info(told, 'request completed')
  }
}
