import multipart from '@fastify/multipart'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { MOST_TEXT_BYTES } from '../../../manuscripts/formats/most-bytes.ts'
import { MANUSCRIPT_TITLES, MOST_MANUSCRIPT_BYTES } from '../../../manuscripts/formats/registry.ts'
import type { ManuscriptReader } from '../../../manuscripts/reader-thread.ts'
import { checkPage, reportPage } from '../../../pages/verifying/check-page.ts'
import { closed } from '../../../wire/schemas/common.ts'
import type { Urls } from '../../../wire/urls.ts'
import { choose, type Resource, represent, representations } from '../../protocol/representations.ts'
import { send } from '../../protocol/send.ts'
import type { RouteContext } from '../../route-context.ts'
import { operation } from '../operation.ts'
import { checkDocument, gathered } from './document-check.ts'
import { bibliographyIf, FORM_LIMITS, sentByForm } from './sent-manuscript.ts'

const FORM = representations<Resource & { urls: Urls }>({
  'text/html': ({ urls }) => checkPage(urls, MANUSCRIPT_TITLES),
})

const Sent = closed({
  manuscript: Type.Optional(Type.String({ format: 'binary', description: 'The file, with its name.' })),
  text: Type.Optional(Type.String({ description: 'Or its text, as Markdown.' })),
  bibliography: Type.Optional(
    Type.String({ format: 'binary', description: 'What its keys are of: BibTeX or CSL-JSON.' }),
  ),
})

/** Checking a manuscript by a form. Programs send it to `/verify/document`. */
export const checkRoutes =
  (services: RouteContext, reader: ManuscriptReader): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { urls, limits } = services
    app.removeAllContentTypeParsers()
    await app.register(multipart, {
      limits: FORM_LIMITS,
    })

    app.get(
      '/check',
      {
        schema: operation('getCheckPage', 'Open the page on which a manuscript is checked', {
          query: closed({ format: FORM.format }),
          representations: FORM,
          tag: 'Searching',
          description: 'A form that sends a file, or a text.',
        }),
      },
      async (request, reply) => represent(request, reply, choose(request, FORM), { urls }),
    )

    app.post(
      '/check',
      {
        bodyLimit: MOST_MANUSCRIPT_BYTES + MOST_TEXT_BYTES,
        config: { queue: 'documents' },
        schema: operation('checkByForm', 'Check a manuscript that a form sends', {
          query: closed({}),
          sent: { 'multipart/form-data': Sent },
          others: ['text/html'],
          tag: 'Searching',
          description: 'Answers with a page. Programs send the manuscript to `/verify/document`.',
        }),
      },
      async (request, reply) => {
        const { manuscript, bibliography } = await sentByForm(request)
        const quotations = await reader.read(manuscript)
        const { summary, items } = await gathered(
          checkDocument(services.of(request), quotations, {
            checking: { bibliography: await bibliographyIf(reader, bibliography) },
            options: { style: 'apa' },
            isGone: () => reply.raw.destroyed,
            until: performance.now() + limits.documentSeconds * 1000,
          }),
        )
        if (!summary) return reply.hijack()
        return send(request, reply, { ...reportPage(urls, { summary, items }), cache: 'never' })
      },
    )
  }
