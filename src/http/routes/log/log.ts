import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { parseTilePath } from '../../../log/tile.ts'
import { plain } from '../../../wire/body.ts'
import { Problem } from '../../../wire/problems.ts'
import { closed, Limit } from '../../../wire/schemas/common.ts'
import { type Lines, NDJSON } from '../../protocol/ndjson.ts'
import { choose, type Resource, represent, representations } from '../../protocol/representations.ts'
import { send } from '../../protocol/send.ts'
import type { RouteContext } from '../../route-context.ts'
import { operation } from '../operation.ts'

/** Entries read at a time. */
const PAGE = 100

/** Entries of the log, a line each, as they were hashed. */
const ENTRIES = representations<Resource & Lines>({ [NDJSON]: (lines) => lines })

const EntriesQuery = closed({
  after: Type.Integer({
    minimum: -1,
    maximum: Number.MAX_SAFE_INTEGER,
    default: -1,
    description: 'The `seq` of the last entry that you have.',
  }),
  limit: Limit(100),
  format: ENTRIES.format,
})

/** The log: its checkpoint, its tiles (C2SP tlog-tiles), and its entries for people. */
export const logRoutes =
  ({ archive: { log }, urls }: RouteContext): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/log/checkpoint',
      {
        schema: operation('getCheckpoint', 'Read the newest signed checkpoint of the log', {
          others: ['text/plain'],
          tag: 'Log',
          description:
            'A signed note (C2SP tlog-checkpoint): the log, its size, the root of its tree, signatures, those of witnesses too (C2SP tlog-cosignature). Nothing is in the log before the first publication.',
        }),
      },
      async (request, reply) => {
        const checkpoint = await log.newest()
        if (!checkpoint) throw nothingSigned()
        return send(request, reply, { ...plain(checkpoint.note), cache: 'current', verbatim: true })
      },
    )

    app.get(
      '/log/checkpoint/cosigned',
      {
        schema: operation('getCosignedCheckpoint', 'Read the checkpoint that most witnesses cosigned', {
          others: ['text/plain'],
          tag: 'Log',
          description:
            'The newest of the last checkpoints that have the most cosignatures: witnesses may not have seen the newest of all yet. Where none has any it is the newest of all.',
        }),
      },
      async (request, reply) => {
        const checkpoint = (await log.cosigned()) ?? (await log.newest())
        if (!checkpoint) throw nothingSigned()
        return send(request, reply, { ...plain(checkpoint.note), cache: 'current', verbatim: true })
      },
    )

    app.get(
      '/log/tile/*',
      {
        schema: operation('getTile', "Read a tile of the log's tree, or of its entries", {
          params: Type.Object({
            '*': Type.String({
              maxLength: 100,
              description: '`<level>/<index>[.p/<width>]`, or `entries/…`',
            }),
          }),
          others: ['application/octet-stream'],
          tag: 'Log',
          description:
            'C2SP tlog-tiles: 256 hashes of 32 bytes, or 256 entries each after its length in 16 bits; of the index 1234067 as `x001/x234/067`. A tile that is not full is asked for with `.p/` and its width.',
        }),
      },
      async (request, reply) => {
        const path = `tile/${(request.params as { '*': string })['*']}`
        const tile = parseTilePath(path)
        const body = tile && (await log.tile(tile))
        if (!body)
          throw new Problem(
            'not_found',
            `The log of ${await log.size()} entries has no ${JSON.stringify(path.slice(0, 80))}. Tiles that are not full end in .p/ and their width.`,
          )
        return send(request, reply, {
          type: 'application/octet-stream',
          body,
          cache: 'version',
          verbatim: tile.level !== 'entries',
        })
      },
    )

    app.get(
      '/log/entries',
      {
        schema: operation('listEntries', 'Read the entries of the log, one a line', {
          query: EntriesQuery,
          representations: ENTRIES,
          untagged: true,
          tag: 'Log',
          description:
            'For people: what is read here is proven only by the tiles. Each line is an entry as it was hashed. Follow `Link: rel="next"`.',
        }),
      },
      async (request, reply) => {
        const chosen = choose(request, ENTRIES)
        const { after, limit } = request.query
        const size = await log.size()
        const end = Math.min(size, after + 1 + limit)
        const next = urls.path('/log/entries', { after: end - 1, limit })
        return represent(request, reply, chosen, {
          pages: () => entryPages(after + 1, end),
          links: end < size ? [{ href: next, rel: 'next' }] : [],
        })
      },
    )

    function nothingSigned(): Problem {
      return new Problem(
        'not_found',
        urls.mirrorOf === null
          ? 'Nothing was published yet, so the log is empty. Import a work first.'
          : 'This copy has never been complete. Its operator can bring it up to date with `colophon mirror sync`.',
      )
    }

    async function* entryPages(from: number, end: number): AsyncGenerator<string[]> {
      for (let at = from; at < end; at += PAGE) {
        const entries = await log.entries(at, Math.min(PAGE, end - at))
        yield entries.map((bytes) => bytes.toString())
      }
    }
  }
