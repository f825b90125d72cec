import multipart from '@fastify/multipart'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import contentDisposition from 'content-disposition'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { readRepairs } from '../../../archive/provenance.ts'
import { charsetOf } from '../../../formats/encodings/declared.ts'
import { FORMATS } from '../../../formats/registry.ts'
import type { LoadRequest } from '../../../loading/document.ts'
import { parseGivenMetadata } from '../../../loading/metadata/given-metadata.ts'
import { workAtVersion, workNamed } from '../../../resolving/work.ts'
import { workLinks } from '../../../signposting/work-links.ts'
import type { Recorded } from '../../../store/works.ts'
import { json } from '../../../wire/body.ts'
import { loadReportView } from '../../../wire/load-report.ts'
import { Problem } from '../../../wire/problems.ts'
import { closed, WorkParams } from '../../../wire/schemas/common.ts'
import { authorize } from '../../plugins/authorization.ts'
import { asBrokenForm } from '../../protocol/broken-form.ts'
import { fileNameOf } from '../../protocol/file-name.ts'
import { send } from '../../protocol/send.ts'
import type { RouteContext } from '../../route-context.ts'
import { operation } from '../operation.ts'
import { WORK } from './work-representations.ts'

/** Largest source that comes by HTTP, in bytes; the command takes larger ones. */
const MOST_SOURCE_BYTES = 16 * 1024 * 1024
const MOST_MANIFEST_BYTES = 64 * 1024

/** A file alone, or with what is said of it. */
const SENT = {
  ...Object.fromEntries(FORMATS.map(({ mediaTypes }) => [mediaTypes[0], Type.String()])),
  'multipart/form-data': closed({
    source: Type.String({ format: 'binary', description: 'The file, with its name and media type.' }),
    manifest: Type.Optional(Type.Ref('Manifest')),
  }),
}

/** Taking in works, and later versions of them. */
export const ingestRoutes =
  (services: RouteContext): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { archive, urls, writer } = services
    await app.register(multipart, {
      limits: { fileSize: MOST_SOURCE_BYTES, fieldSize: MOST_MANIFEST_BYTES, files: 2, parts: 4 },
    })
    app.removeContentTypeParser('application/json')
    app.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: MOST_SOURCE_BYTES },
      (_request, body, done) => done(null, body),
    )

    app.post(
      '/works',
      {
        bodyLimit: MOST_SOURCE_BYTES + MOST_MANIFEST_BYTES,
        onRequest: async (request) => authorize(archive, request, 'ingest'),
        schema: operation('importWork', 'Import a file as a new work', {
          sent: SENT,
          answer: 'LoadReport',
          status: 201,
          tag: 'Importing',
          secured: true,
          description:
            'The body is the file, with its media type and a `Content-Disposition` file name; or `multipart/form-data` with the parts `source` and `manifest`. The same bytes again answer with the work that they are.',
        }),
      },
      async (request, reply) =>
        sendReport(request, reply, await writer.importSource(await loadRequest(request))),
    )

    app.post(
      '/works/:work/versions',
      {
        bodyLimit: MOST_SOURCE_BYTES + MOST_MANIFEST_BYTES,
        onRequest: async (request) => authorize(archive, request, 'ingest'),
        schema: operation('importVersion', 'Import a corrected file as the next version of a work', {
          params: WorkParams,
          sent: SENT,
          answer: 'LoadReport',
          status: 201,
          tag: 'Importing',
          secured: true,
          description:
            'Sent as `POST /works` is. Paragraphs keep their ids, and every older version and quote goes on answering. Metadata in a manifest become those of the work. The newest file again changes nothing.',
        }),
      },
      async (request, reply) => {
        const { id } = await workNamed(services, request.params.work)
        return sendReport(request, reply, await writer.importVersion(id, await loadRequest(request)))
      },
    )

    async function sendReport(request: FastifyRequest, reply: FastifyReply, recorded: Recorded) {
      archive.refresh()
      const newest = await workNamed(services, recorded.work)
      const work = await workAtVersion(services, newest, recorded.version)
      const repairs = await readRepairs(archive.reads.provenance, work.version.no)
      const versions = await archive.reads.versions.ofWork(work.id)
      const before = versions.findLast(({ no }) => no < work.version.no)
      const { known } = recorded
      const location = before ? urls.version(work.id, work.version.id) : urls.work(work.id)
      return send(request, reply, {
        ...json(loadReportView(urls, { newest, work, before, known, repairs })),
        status: known ? 200 : 201,
        cache: 'never',
        links: workLinks(urls, newest, WORK.alternates),
        headers: { location },
      })
    }
  }

async function loadRequest(request: FastifyRequest): Promise<LoadRequest> {
  if (request.isMultipart()) return multipartRequest(request).catch(asBrokenForm)
  const bytes = request.body as Buffer | undefined
  if (!bytes?.length) throw new Problem('invalid_body', 'The body is empty; send the file itself.')
  const fileName = fileNameOf(disposedName(request.headers['content-disposition']))
  return { bytes, mediaType: mediaTypeOf(request.headers['content-type']), ...(fileName && { fileName }) }
}

async function multipartRequest(request: FastifyRequest): Promise<LoadRequest> {
  let source: LoadRequest | undefined
  let manifest: string | undefined
  for await (const part of request.parts()) {
    if (part.fieldname === 'source' && part.type === 'file') {
      if (source)
        throw new Problem('invalid_body', 'There are two parts "source"; import the files one by one.')
      const bytes = await part.toBuffer()
      const fileName = fileNameOf(part.filename)
      source = { bytes, mediaType: mediaTypeOf(part.mimetype), ...(fileName && { fileName }) }
    } else if (part.fieldname === 'manifest') {
      manifest =
        part.type === 'file'
          ? decodeUtf8(await part.toBuffer(), 'The manifest')
          : wholeUtf8(String(part.value))
    } else {
      throw new Problem(
        'invalid_body',
        `There is no part ${JSON.stringify(part.fieldname.slice(0, 80))}; the parts are "source", a file, and "manifest", JSON.`,
      )
    }
  }
  if (!source) throw new Problem('invalid_body', 'The part "source" is missing; it is the file itself.')
  return manifest === undefined ? source : { ...source, manifest: parseGivenMetadata(manifest) }
}

function decodeUtf8(bytes: Buffer, what: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Problem('invalid_text', `${what} is not UTF-8. Save or send it as UTF-8.`)
  }
}

/** Fields come decoded already, with U+FFFD where bytes were no UTF-8. */
function wholeUtf8(text: string): string {
  if (!text.includes('\ufffd')) return text
  throw new Problem('invalid_text', 'The manifest is not UTF-8. Save or send it as UTF-8.')
}

/** What nobody declared is told by the file's name or content. Of parameters `charset` counts. */
function mediaTypeOf(type = ''): string {
  const mediaType = type.split(';')[0]!.trim().toLowerCase()
  if (mediaType === 'application/octet-stream' || mediaType === 'application/x-www-form-urlencoded') return ''
  const charset = charsetOf(type)
  return charset === undefined ? mediaType : `${mediaType}; charset=${charset}`
}

function disposedName(header: string | undefined): string | undefined {
  if (header === undefined) return undefined
  try {
    return contentDisposition.parse(header).parameters['filename']
  } catch {
    throw new Problem(
      'malformed_request',
      'The Content-Disposition header cannot be read. Send: attachment; filename="name.md".',
    )
  }
}
