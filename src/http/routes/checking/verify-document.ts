import { addAbortSignal, Readable } from 'node:stream'
import multipart from '@fastify/multipart'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import {
  MANUSCRIPT_FORMATS,
  MANUSCRIPT_TITLES,
  MANUSCRIPT_TYPES,
  MOST_MANUSCRIPT_BYTES,
} from '../../../manuscripts/formats/registry.ts'
import type { ManuscriptReader } from '../../../manuscripts/reader-thread.ts'
import { workNamed } from '../../../resolving/work.ts'
import { json } from '../../../wire/body.ts'
import { Problem } from '../../../wire/problems.ts'
import { StyleQuery } from '../../../wire/schemas/citation.ts'
import { closed } from '../../../wire/schemas/common.ts'
import { negotiate } from '../../protocol/negotiation.ts'
import { send } from '../../protocol/send.ts'
import type { RouteContext } from '../../route-context.ts'
import { operation } from '../operation.ts'
import { checkDocument, gathered, ndjsonLines } from './document-check.ts'
import {
  bibliographyIf,
  FORM_LIMITS,
  MOST_BIBLIOGRAPHY_BYTES,
  type Sent,
  sentByForm,
} from './sent-manuscript.ts'

/** A manuscript alone, or with its bibliography. */
const SENT = {
  ...Object.fromEntries(MANUSCRIPT_FORMATS.map(({ mediaTypes }) => [mediaTypes[0], Type.String()])),
  'multipart/form-data': closed({
    manuscript: Type.String({ format: 'binary', description: 'The file, with its name or media type.' }),
    bibliography: Type.Optional(
      Type.String({
        format: 'binary',
        description: 'What the manuscript cites by keys: BibTeX or an array of CSL-JSON, UTF-8, up to 1 MiB.',
      }),
    ),
  }),
}

const NDJSON = 'application/x-ndjson'
const TYPES = ['application/json', NDJSON] as const

const Query = closed({
  work: Type.Optional(
    Type.String({ maxLength: 200, description: 'Look only in this work: its id or slug.' }),
  ),
  ...StyleQuery,
  format: Type.Optional(
    Type.String({ maxLength: 60, description: 'Goes before `Accept`: `json`, `ndjson`.' }),
  ),
})

/** Milliseconds after its time in which a document still tells that its time is over. */
const LINGER = 30_000

/** Checking all quotations of a manuscript. */
export const verifyDocumentRoutes =
  (services: RouteContext, reader: ManuscriptReader): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.removeAllContentTypeParsers()
    await app.register(multipart, { limits: FORM_LIMITS })
    app.addContentTypeParser(
      [...MANUSCRIPT_TYPES],
      { parseAs: 'buffer', bodyLimit: MOST_MANUSCRIPT_BYTES },
      (_request, body, done) => done(null, body),
    )
    const longest = services.limits.documentSeconds * 1000

    app.post(
      '/verify/document',
      {
        bodyLimit: MOST_MANUSCRIPT_BYTES + MOST_BIBLIOGRAPHY_BYTES,
        config: { queue: 'documents' },
        schema: operation('verifyDocument', 'Check every quotation of a manuscript', {
          query: Query,
          sent: SENT,
          answer: 'CheckedDocument',
          others: [NDJSON],
          tag: 'Searching',
          description: `The body is the manuscript, ${MANUSCRIPT_TITLES}, up to 2 MB of text (of LaTeX 1 MB, packed 16 MB) and 5,000 quotations. Found are the words between quotation marks and the block quotations; each is looked for first in the works that are cited beside it. With a bibliography, for the keys by which it cites, it is sent as \`multipart/form-data\` with the parts \`manuscript\` and \`bibliography\`. As \`application/x-ndjson\` each comes in a line as soon as it is checked, and the summary last. Nothing is stored; no key is needed.`,
        }),
      },
      async (request, reply) => {
        const { offer: type } = negotiate(request, TYPES)
        const { work: named, style = 'apa', locale } = request.query
        services.citer.styles.find(style)
        const works = named === undefined ? [] : [await workNamed(services, named)]
        const { manuscript, bibliography: list } = await sentIn(request)
        const bibliography = await bibliographyIf(reader, list)
        const quotations = await reader.read(manuscript)
        const checked = checkDocument(services.of(request), quotations, {
          checking: { works, bibliography },
          options: { style, locale },
          isGone: () => reply.raw.destroyed,
          until: performance.now() + longest,
        })
        if (type === NDJSON) {
          // Until all of it is sent, the document is one of those that are checked; nobody keeps a place by reading slowly.
          const signal = AbortSignal.timeout(longest + LINGER)
          const stream = addAbortSignal(signal, Readable.from(ndjsonLines(services.urls.base, checked)))
          reply
            .headers({ 'cache-control': 'no-store', vary: 'Accept' })
            .type(`${NDJSON}; charset=utf-8`)
            .send(stream)
          await new Promise((resolve) => stream.once('close', resolve))
          return reply
        }
        return send(request, reply, {
          ...json(await gathered(checked)),
          cache: 'never',
        })
      },
    )
  }

async function sentIn(request: FastifyRequest): Promise<Sent> {
  if (request.isMultipart()) return sentByForm(request)
  const { body, headers } = request
  const bytes = body as Buffer | undefined
  if (!bytes?.length) throw new Problem('invalid_body', 'The body is empty; send the manuscript itself.')
  return { manuscript: { bytes, mediaType: headers['content-type'] ?? '' } }
}
