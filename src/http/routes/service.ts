import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { SOFTWARE_VERSION } from '../../software.ts'
import { readCounts } from '../../store/sqlite/works/counts.ts'
import { json } from '../../wire/body.ts'
import { closed, Format } from '../../wire/schemas/common.ts'
import { negotiate } from '../protocol/negotiation.ts'
import { PROBLEMS, Problem } from '../protocol/problems.ts'
import { send } from '../protocol/send.ts'
import type { Services } from '../services.ts'
import { operation } from './operation.ts'

/** The server itself: its entry, its kinds of problems, its health. */
export const serviceRoutes =
  ({ archive, urls }: Services): FastifyPluginAsyncTypebox =>
  async (app) => {
    const counts = () => readCounts(archive.connection.sql)

    app.get(
      '/',
      {
        schema: operation('getEntry', 'Begin here: what there is', {
          query: closed({ format: Format('json') }),
          answer: 'Entry',
          tag: 'Server',
        }),
      },
      async (request, reply) => {
        negotiate(request, ['application/json'])
        const entry = {
          name: 'Colophon',
          description:
            'A citation and archival server: paragraphs and exact quotations with identifiers that never break.',
          version: SOFTWARE_VERSION,
          counts: counts(),
          links: {
            works: `${urls.base}/works`,
            quotes: `${urls.base}/quotes`,
            styles: `${urls.base}/styles`,
            unapi: `${urls.base}/unapi`,
            log: `${urls.base}/log/checkpoint`,
            copies: `${urls.base}/.well-known/colophon`,
            dumps: `${urls.base}/dumps`,
            mirror: `${urls.base}/mirror.txt`,
            problems: `${urls.base}/problems`,
            documentation: `${urls.base}/docs`,
            openapi: `${urls.base}/openapi.yaml`,
            health: `${urls.base}/health/ready`,
          },
          templates: {
            works: `${urls.base}/works{?author,title,language,issued,limit,cursor}`,
            work: `${urls.base}/works/{work}`,
            paragraphs: `${urls.base}/works/{work}/paragraphs{?from,to,limit,cursor}`,
            paragraph: `${urls.base}/paragraphs/{id}`,
            search: `${urls.base}/search{?q,limit,cursor}`,
            findQuotes: `${urls.base}/works/{work}/quotes{?exact,prefix,suffix,limit,cursor}`,
            quote: `${urls.base}/quotes/{id}{?at}`,
            proof: `${urls.base}/quotes/{id}/proof{?at}`,
            citation: `${urls.base}/quotes/{id}/citation{?style,form,format,locale,source,suppressAuthor,at}`,
            styles: `${urls.base}/styles{?limit,cursor}`,
            style: `${urls.base}/styles/{style}`,
            unapi: `${urls.base}/unapi{?id,format}`,
          },
        }
        return send(request, reply, {
          ...json(entry),
          cache: 'newest',
          links: [
            { href: `${urls.base}/openapi.yaml`, rel: 'service-desc', type: 'application/yaml' },
            { href: `${urls.base}/docs`, rel: 'service-doc', type: 'text/html' },
            { href: `${urls.base}/works`, rel: 'item' },
          ],
        })
      },
    )

    app.get(
      '/problems',
      {
        schema: operation('listProblems', 'List the kinds of problems', {
          answer: 'ProblemKindList',
          tag: 'Server',
        }),
      },
      async (request, reply) => {
        const items = Object.keys(PROBLEMS).map(kindView)
        return send(request, reply, { ...json({ items, next: null }), cache: 'newest' })
      },
    )

    app.get(
      '/problems/:kind',
      {
        schema: operation('getProblem', 'Read about a kind of problem', {
          params: Type.Object({ kind: Type.String({ maxLength: 60 }) }),
          answer: 'ProblemKind',
          tag: 'Server',
        }),
      },
      async (request, reply) => {
        const { kind } = request.params
        if (!Object.hasOwn(PROBLEMS, kind))
          throw new Problem(
            'problem_not_found',
            `There is no kind ${JSON.stringify(kind)}; ${urls.base}/problems lists them.`,
          )
        return send(request, reply, { ...json(kindView(kind)), cache: 'newest' })
      },
    )

    app.get(
      '/health/live',
      {
        schema: operation('getLiveness', 'Is the process alive?', { answer: 'Health', tag: 'Server' }),
      },
      (_request, reply) =>
        reply.header('cache-control', 'no-store').type('application/json').send('{"status":"live"}'),
    )

    app.get(
      '/health/ready',
      {
        schema: operation('getReadiness', 'Can the archive be read?', { answer: 'Health', tag: 'Server' }),
      },
      async (_request, reply) => {
        reply.header('cache-control', 'no-store')
        if (urls.mirrorOf !== null && !archive.log.checkpoint())
          throw new Problem(
            'not_ready',
            'This copy was never complete yet. Who runs it brings it up to date with `colophon mirror sync`.',
            {},
            { 'retry-after': '60' },
          )
        try {
          return { status: 'ready', works: counts().works }
        } catch {
          throw new Problem(
            'not_ready',
            'The archive cannot be read just now. Try again shortly.',
            {},
            { 'retry-after': '5' },
          )
        }
      },
    )

    function kindView(kind: string) {
      return { type: `${urls.base}/problems/${kind}`, ...PROBLEMS[kind as keyof typeof PROBLEMS] }
    }
  }
