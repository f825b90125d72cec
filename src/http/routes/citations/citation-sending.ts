import type { FastifyReply, FastifyRequest } from 'fastify'
import { bibliographyBody, exportBody } from '../../../wire/citation-formats.ts'
import { type Citable, citationRequest } from '../../../wire/cited.ts'
import { CITATION_TYPES, type CitationType } from '../../../wire/media-types.ts'
import { choose } from '../../protocol/negotiation.ts'
import { type Representation, send } from '../../protocol/send.ts'
import type { Services } from '../../services.ts'
import { type CitationOptionsQuery, citationOptions } from './citation-options.ts'

/** Sends something citable in the citation format that a request asks for, on whichever address it stands. */
export async function sendCitation(
  services: Services,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  citable: Citable,
  about: Pick<Representation, 'links' | 'contentLocation'>,
): Promise<FastifyReply> {
  const { offer, type: name, parameters } = choose<CitationType>(request, CITATION_TYPES)
  const options = citationOptions(request.query as CitationOptionsQuery, parameters)
  const body =
    offer === 'text/x-bibliography'
      ? bibliographyBody(await services.citer.cite(citationRequest(services.urls, citable, options)), citable)
      : await exportBody(services, citable, { type: offer, name, options })
  return send(request, reply, { ...body, ...about, cache: 'newest' })
}
