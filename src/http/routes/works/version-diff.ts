import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Archive } from '../../../archive/archive.ts'
import { diffVersions } from '../../../lineage/version-diff.ts'
import { diffPage } from '../../../pages/history/diff-page.ts'
import { workAtVersion } from '../../../resolving/work.ts'
import type { VersionBlock } from '../../../store/versions.ts'
import type { WorkRecord } from '../../../store/works.ts'
import { plain, printedJson } from '../../../wire/body.ts'
import { closed, VersionParams } from '../../../wire/schemas/common.ts'
import type { Urls } from '../../../wire/urls.ts'
import { type Compared, printDiff, versionDiffBody } from '../../../wire/version-diff.ts'
import { redirectedTo, workAt } from '../../protocol/redirects.ts'
import { choose, type Resource, represent, representations } from '../../protocol/representations.ts'
import type { RouteContext } from '../../route-context.ts'
import { operation } from '../operation.ts'

/** How two versions of a work differ. */
const DIFF = representations<DiffResource>({
  'application/json': async ({ urls, compared }) => printedJson(await versionDiffBody(urls, compared)),
  'text/plain': async ({ urls, compared }) => plain(await printDiff(urls, compared)),
  'text/html': ({ urls, compared, blocks, links }) => diffPage(urls, { compared, blocks, links }),
})

interface DiffResource extends Resource {
  urls: Urls
  compared: Compared
  /** Those of the newer. */
  blocks: readonly VersionBlock[]
}

const DiffParams = Type.Object({
  ...VersionParams.properties,
  other: Type.String({
    maxLength: 100,
    description: 'The version to compare it with, as a rule a newer one.',
  }),
})

/** Comparing two versions of a work. */
export const versionDiffRoutes =
  (services: RouteContext): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { archive, urls } = services

    app.get(
      '/works/:work/versions/:version/diff/:other',
      {
        config: { queue: 'composing' },
        schema: operation('compareVersions', 'Compare two versions of a work', {
          params: DiffParams,
          query: closed({ format: DIFF.format }),
          answer: 'VersionDiff',
          representations: DIFF,
          tag: 'Versions',
          description:
            'Which paragraphs moved, were merged, split, added or left out, and word by word what changed in the others.',
        }),
      },
      async (request, reply) => {
        const chosen = choose(request, DIFF)
        const older = await workAt(services, request, reply)
        if (!older) return reply
        const newer = await workAtVersion(services, older, request.params.other)
        if (redirectedTo(request, reply, 'other', newer.version.id)) return reply
        const blocks = await archive.reads.versions.blocks(newer.version.no)
        const compared = { older, newer, diff: await compare(archive, older, { newer, blocks }) }
        const links = [older, newer].map(({ id, version }) => ({
          href: urls.version(id, version.id),
          rel: 'describes',
        }))
        return represent(request, reply, chosen, { urls, compared, blocks, links })
      },
    )
  }

async function compare(
  { reads: { versions } }: Archive,
  older: WorkRecord,
  { newer, blocks }: { newer: WorkRecord; blocks: readonly VersionBlock[] },
) {
  const [first, last] = [older.version.no, newer.version.no].sort((a, b) => a - b)
  const changes = await versions.changes(older.no, { after: first!, to: last! })
  const merged = new Map(changes.flatMap(({ paragraph, into }) => (into === null ? [] : [[paragraph, into]])))
  const split = new Map(changes.flatMap(({ paragraph, from }) => (from === null ? [] : [[paragraph, from]])))
  return diffVersions(await versions.blocks(older.version.no), blocks, {
    mergedInto: (paragraph) => merged.get(paragraph) ?? null,
    splitFrom: (paragraph) => split.get(paragraph) ?? null,
  })
}
