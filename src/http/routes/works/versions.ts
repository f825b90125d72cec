import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { diffVersions } from '../../../lineage/version-diff.ts'
import { readLineage } from '../../../store/sqlite/versions/lineage.ts'
import { readBlocks } from '../../../store/sqlite/versions/versions.ts'
import type { WorkRecord } from '../../../store/sqlite/works/works.ts'
import { json, plain, printedJson } from '../../../wire/body.ts'
import { workText } from '../../../wire/reading.ts'
import { closed, Format, VersionParams, WorkParams } from '../../../wire/schemas/common.ts'
import { versionLinks, versionView } from '../../../wire/version.ts'
import { printDiff, versionDiffBody } from '../../../wire/version-diff.ts'
import { negotiate } from '../../protocol/negotiation.ts'
import { redirectedTo, workAt } from '../../protocol/redirects.ts'
import { send } from '../../protocol/send.ts'
import { type Services, workAtVersion } from '../../services.ts'
import { operation } from '../operation.ts'

const TYPES = ['application/json', 'text/plain', 'text/markdown'] as const

const DiffParams = Type.Object({
  ...VersionParams.properties,
  other: Type.String({
    maxLength: 100,
    description: 'The version to compare it with, as a rule a newer one.',
  }),
})

/** The versions of a work: the list, one, and how two differ. */
export const versionsRoutes =
  (services: Services): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { archive, urls } = services

    app.get(
      '/works/:work/versions',
      {
        schema: operation('listVersions', 'List the versions of a work', {
          params: WorkParams,
          query: closed({ format: Format('json') }),
          answer: 'VersionList',
          tag: 'Versions',
          description: 'The newest first.',
        }),
      },
      async (request, reply) => {
        negotiate(request, ['application/json'])
        const work = await workAt(services, request, reply)
        if (!work) return reply
        const items = []
        for (const { id } of archive.versions.ofWork(work.id).toReversed())
          items.push(versionView(urls, await workAtVersion(services, work, id)))
        return send(request, reply, {
          ...json({ items, next: null }),
          cache: 'newest',
          links: [
            { href: urls.work(work.id), rel: 'collection' },
            { href: urls.version(work.id, work.version.id), rel: 'latest-version' },
          ],
        })
      },
    )

    app.get(
      '/works/:work/versions/:version',
      {
        schema: operation('getVersion', 'Read one text of a work, or what is known of it', {
          params: VersionParams,
          query: closed({ format: Format('json', 'txt', 'md') }),
          answer: 'Version',
          others: TYPES.slice(1),
          tag: 'Versions',
        }),
      },
      async (request, reply) => {
        const type = negotiate(request, TYPES)
        const work = await workAt(services, request, reply)
        if (!work) return reply
        const links = versionLinks(urls, work, archive.versions.ofWork(work.id))
        if (type === 'application/json')
          return send(request, reply, { ...json(versionView(urls, work)), cache: 'newest', links })
        const blocks = await readBlocks(archive.connection.query, work.version.no)
        return send(request, reply, { ...(await workText(work, blocks, type)), cache: 'version', links })
      },
    )

    app.get(
      '/works/:work/versions/:version/diff/:other',
      {
        schema: operation('compareVersions', 'Compare two versions of a work', {
          params: DiffParams,
          query: closed({ format: Format('json', 'txt') }),
          answer: 'VersionDiff',
          others: ['text/plain'],
          tag: 'Versions',
          description:
            'Which paragraphs moved, were merged, split, added or left out, and word by word what changed in the others.',
        }),
      },
      async (request, reply) => {
        const type = negotiate(request, ['application/json', 'text/plain'])
        const older = await workAt(services, request, reply)
        if (!older) return reply
        const newer = await workAtVersion(services, older, request.params.other)
        if (redirectedTo(request, reply, 'other', newer.version.id)) return reply
        const diff = await compare(older, newer)
        const body =
          type === 'text/plain'
            ? plain(await printDiff(urls, { older, newer, diff }))
            : printedJson(await versionDiffBody(urls, { older, newer, diff }))
        return send(request, reply, {
          ...body,
          cache: 'newest',
          links: [older, newer].map(({ id, version }) => ({
            href: urls.version(id, version.id),
            rel: 'describes',
          })),
        })
      },
    )

    async function compare(older: WorkRecord, newer: WorkRecord) {
      const db = archive.connection.query
      const [first, last] = [older.version.no, newer.version.no].sort((a, b) => a - b)
      const changes = readLineage(archive.connection.sql, older.no, { after: first!, to: last! })
      const merged = new Map(
        changes.flatMap(({ paragraph, into }) => (into === null ? [] : [[paragraph, into]])),
      )
      const split = new Map(
        changes.flatMap(({ paragraph, from }) => (from === null ? [] : [[paragraph, from]])),
      )
      return diffVersions(await readBlocks(db, older.version.no), await readBlocks(db, newer.version.no), {
        mergedInto: (paragraph) => merged.get(paragraph) ?? null,
        splitFrom: (paragraph) => split.get(paragraph) ?? null,
      })
    }
  }
