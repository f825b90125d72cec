import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Archive } from '../../archive/archive.ts'
import { lastVerification } from '../../archive/last-verification.ts'
import { logState } from '../../archive/signing/log-state.ts'
import { frontPage } from '../../pages/front/front-page.ts'
import { problemKindPage, problemKindsPage } from '../../pages/problem-page.ts'
import { asDamageError } from '../../store/storage-errors.ts'
import type { Counts } from '../../store/works.ts'
import { json } from '../../wire/body.ts'
import { entryLinks, entryView } from '../../wire/entry.ts'
import {
  explainedKind,
  isProblemCode,
  PROBLEM_CODES,
  Problem,
  type ProblemCode,
  problemKind,
} from '../../wire/problems.ts'
import { closed } from '../../wire/schemas/common.ts'
import type { Urls } from '../../wire/urls.ts'
import { choose, type Resource, represent, representations } from '../protocol/representations.ts'
import type { RouteContext } from '../route-context.ts'
import { operation } from './operation.ts'

/** Works on the front page. */
const NEWEST = 5

/** What there is. */
const ENTRY = representations<EntryResource>({
  'application/json': ({ urls, counts }) => json(entryView(urls, counts)),
  'text/html': async ({ archive, urls, counts, links }) =>
    frontPage(urls, {
      counts,
      newest: await archive.reads.works.newest(NEWEST),
      log: await logState(archive.log, 1),
      verification: lastVerification(archive.directory),
      links,
    }),
})

interface EntryResource extends Resource {
  archive: Archive
  urls: Urls
  counts: Counts
}

/** The kinds of problems. */
const PROBLEMS = representations<Resource & { urls: Urls }>({
  'application/json': ({ urls }) =>
    json({ items: PROBLEM_CODES.map((code) => problemKind(urls.base, code)), next: null }),
  'text/html': ({ urls }) => problemKindsPage(urls),
})

/** One of them. */
const PROBLEM = representations<Resource & { urls: Urls; kind: ProblemCode }>({
  'application/json': ({ urls, kind }) => json(explainedKind(urls.base, kind)),
  'text/html': ({ urls, kind }) => problemKindPage(urls, kind),
})

/** The server itself: its entry, its kinds of problems, its health. */
export const serviceRoutes =
  ({ archive, urls }: RouteContext): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { works } = archive.reads

    app.get(
      '/',
      {
        schema: operation('getEntry', 'Begin here: what there is', {
          query: closed({ format: ENTRY.format }),
          answer: 'Entry',
          representations: ENTRY,
          description: 'How many things there are, and links to them.',
          tag: 'Server',
        }),
      },
      async (request, reply) => {
        const chosen = choose(request, ENTRY)
        return represent(request, reply, chosen, {
          archive,
          urls,
          counts: await works.counts(),
          links: entryLinks(urls),
        })
      },
    )

    app.get(
      '/problems',
      {
        schema: operation('listProblems', 'List the kinds of problems', {
          query: closed({ format: PROBLEMS.format }),
          answer: 'ProblemKindList',
          representations: PROBLEMS,
          description: 'Every kind of problem that an answer may be, with its status and what it means.',
          tag: 'Server',
        }),
      },
      async (request, reply) => represent(request, reply, choose(request, PROBLEMS), { urls }),
    )

    app.get(
      '/problems/:kind',
      {
        schema: operation('getProblem', 'Read about a kind of problem', {
          params: Type.Object({ kind: Type.String({ maxLength: 60 }) }),
          query: closed({ format: PROBLEM.format }),
          answer: 'ExplainedProblem',
          representations: PROBLEM,
          description: 'The address of a kind is the `type` of its problems.',
          tag: 'Server',
        }),
      },
      async (request, reply) => {
        const { kind } = request.params
        if (!isProblemCode(kind))
          throw new Problem(
            'problem_not_found',
            `There is no kind of problem ${JSON.stringify(kind)}. ${urls.base}/problems lists all.`,
          )
        return represent(request, reply, choose(request, PROBLEM), { urls, kind })
      },
    )

    app.get(
      '/health/live',
      {
        schema: operation('getLiveness', 'Is the process alive?', {
          answer: 'Health',
          untagged: true,
          description: 'It asks nothing of the archive.',
          tag: 'Server',
        }),
      },
      (_request, reply) =>
        reply.header('cache-control', 'no-store').type('application/json').send('{"status":"live"}\n'),
    )

    app.get(
      '/health/ready',
      {
        schema: operation('getReadiness', 'Can the archive be read?', {
          answer: 'Health',
          untagged: true,
          description: '503 tells what keeps the archive from being read.',
          tag: 'Server',
        }),
      },
      async (_request, reply) => {
        reply.header('cache-control', 'no-store')
        if (urls.mirrorOf !== null && !(await archive.log.checkpoint()))
          throw new Problem(
            'not_ready',
            'This copy has never been complete. Its operator can bring it up to date with `colophon mirror sync`.',
            {},
            { 'retry-after': '60' },
          )
        // What was read once may be read from memory still.
        if (app.archiveState.damage) throw app.archiveState.damage
        try {
          return { status: 'ready', works: (await works.counts()).works }
        } catch (error) {
          if (asDamageError(error)) throw error
          throw new Problem(
            'not_ready',
            'The archive cannot be read just now. Try again shortly.',
            {},
            { 'retry-after': '5' },
          )
        }
      },
    )
  }
