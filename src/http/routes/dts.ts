import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { collectionView } from '../../dts/collection.ts'
import { selectedBlocks, teiFragment } from '../../dts/fragment.ts'
import { membersOf, selection } from '../../dts/selection.ts'
import { noPage, textNamed } from '../../dts/texts.ts'
import {
  DOCUMENT_TYPES,
  DTS_JSON,
  document,
  entryPoint,
  paged,
  resourceView,
  rootId,
  unitView,
} from '../../dts/views.ts'
import { workAtVersion } from '../../resolving/work.ts'
import { readTeiText } from '../../tei/document.ts'
import { plainText } from '../../wire/plain-text.ts'
import { Problem } from '../../wire/problems.ts'
import { closed } from '../../wire/schemas/common.ts'
import { send } from '../protocol/send.ts'
import type { RouteContext } from '../route-context.ts'
import { operation } from './operation.ts'

/** Units of a page of an answer. */
const UNITS_A_PAGE = 1000

const Identifier = (description: string) => Type.String({ minLength: 1, maxLength: 2000, description })
const Page = Type.Optional(Type.Integer({ minimum: 1, maximum: 1e9, description: 'A page of the members.' }))
const Unit = (description: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength: 300, description }))
const Passage = {
  resource: Identifier('The address of a version.'),
  ref: Unit('A citable unit: the number of a paragraph, or a place of the tree.'),
  start: Unit('The first unit of a range.'),
  end: Unit('The last unit of a range.'),
  tree: Unit('The label of a second numbering, such as `page`; paragraphs are meant without.'),
}

/** Distributed Text Services 1.0, level 1: works as collections, versions as resources, paragraphs as citable units. */
export const dtsRoutes =
  (services: RouteContext): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { archive, urls } = services

    app.get(
      '/dts',
      described('getDts', 'Begin with Distributed Text Services', closed({})),
      (request, reply) => sendJson(request, reply, entryPoint(urls)),
    )

    app.get(
      '/dts/collection',
      described(
        'getDtsCollection',
        'Walk through works and their versions by DTS',
        closed({
          id: Type.Optional(Identifier('The address of a work or version; all works without.')),
          page: Page,
          nav: Type.Optional(Type.Enum(['children', 'parents'], { description: 'Which members.' })),
        }),
      ),
      async (request, reply) => {
        const { id = rootId(urls), page = 1, nav = 'children' } = request.query
        return sendJson(request, reply, await collectionView(services, id, { page, nav }))
      },
    )

    app.get(
      '/dts/navigation',
      described(
        'getDtsNavigation',
        'List the citable units of a text by DTS',
        closed({
          ...Passage,
          down: Type.Optional(
            Type.Integer({
              minimum: -1,
              maximum: 1000,
              description: 'Levels below; -1 for all, 0 for those beside.',
            }),
          ),
          page: Page,
        }),
      ),
      async (request, reply) => {
        const { resource, down, page = 1, ...asked } = request.query
        const { work, trees } = await textNamed(services, resource)
        const selected = selection(trees, asked)
        const all = membersOf(selected, down)
        const last = Math.max(1, Math.ceil((all?.length ?? 0) / UNITS_A_PAGE))
        if (page > last) throw noPage(page, last)
        const at = (page?: number) => urls.path('/dts/navigation', { resource, ...asked, down, page })
        const { ref, range } = selected
        return sendJson(request, reply, {
          '@id': at(request.query.page),
          '@type': 'Navigation',
          resource: resourceView(urls, work, trees),
          ...(ref && { ref: unitView(ref) }),
          ...(range && { start: unitView(range.start), end: unitView(range.end) }),
          ...(all && { member: all.slice((page - 1) * UNITS_A_PAGE, page * UNITS_A_PAGE).map(unitView) }),
          ...paged({ page, last, at }),
        })
      },
    )

    app.get(
      '/dts/document',
      {
        config: { queue: 'composing' },
        schema: operation('getDtsDocument', 'Read a text or a part of it by DTS', {
          query: closed({ ...Passage, mediaType: Unit('`application/tei+xml`, or `text/plain`.') }),
          others: DOCUMENT_TYPES,
          tag: 'Versions',
          description: 'DTS 1.0: TEI, where nothing else is asked for; a part stands in `dts:wrapper`.',
        }),
      },
      async (request, reply) => {
        const { resource, mediaType = DOCUMENT_TYPES[0], tree, ...passage } = request.query
        const { work, trees } = await textNamed(services, resource)
        // A tree says nothing of a whole text.
        const isPart = Object.values(passage).some((one) => one !== undefined)
        const selected = selection(trees, isPart ? { ...passage, tree } : passage)
        const type = DOCUMENT_TYPES.find((one) => one === mediaType)
        if (!type)
          throw new Problem(
            'not_found',
            `The text is not there as ${JSON.stringify(mediaType)}: ${DOCUMENT_TYPES.join(', ')}.`,
          )
        const tei = await readTeiText(archive.reads, work)
        const body =
          type === 'text/plain'
            ? await plainText(inOnePage(selectedBlocks(tei.text.blocks, selected)))
            : { type, body: await teiFragment(urls, tei, selected) }
        // What was withdrawn while it was read is answered as that, and never in part.
        await workAtVersion(services, work, work.version.id)
        const href = urls.path('/dts/collection', { id: urls.permanent.version(work.id, work.version.id) })
        return send(request, reply, { ...body, cache: 'newest', links: [{ href, rel: 'collection' }] })
      },
    )
  }

async function* inOnePage<T>(items: T[]) {
  yield items
}

function described<Q extends ReturnType<typeof closed>>(operationId: string, summary: string, query: Q) {
  return {
    schema: operation(operationId, summary, {
      query,
      others: [DTS_JSON],
      tag: 'Versions',
      description: 'DTS 1.0, as JSON-LD.',
    }),
  }
}

function sendJson(request: FastifyRequest, reply: FastifyReply, view: object) {
  return send(request, reply, { type: DTS_JSON, body: document(view), cache: 'newest' })
}
