import type { preValidationHookHandler } from 'fastify'
import { prefersPage } from './negotiation.ts'

/** A browser sends the fields of a form that were left empty, too: they count as left out. Others are told of them. */
export const withoutEmptyFields: preValidationHookHandler = (request, _reply, done) => {
  const query = request.query as Record<string, unknown>
  if (prefersPage(request)) {
    for (const name of Object.keys(query)) if (query[name] === '') delete query[name]
  }
  done()
}
