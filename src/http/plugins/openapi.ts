import { readFileSync } from 'node:fs'
import swagger from '@fastify/swagger'
import type { FastifyInstance, FastifySchema } from 'fastify'
import { SOFTWARE_VERSION } from '../../software.ts'
import { json } from '../../wire/body.ts'
import { COMPONENTS } from '../../wire/schemas/components.ts'
import type { Urls } from '../../wire/urls.ts'
import { send } from '../protocol/send.ts'
import { TAGS } from '../routes/tags.ts'

/** Describes the API (OpenAPI 3.1, from the routes' own schemas). To be called before the routes. */
export async function registerOpenApi(app: FastifyInstance, urls: Urls): Promise<void> {
  for (const component of COMPONENTS) app.addSchema(component)
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Colophon',
        version: SOFTWARE_VERSION,
        description:
          'Paragraphs and exact quotations with identifiers that never break; citations; provenance to the byte.',
        contact: { name: 'The Colophon authors' },
        license: { name: 'MIT', identifier: 'MIT' },
      },
      // Reading needs no key; what needs one says so itself.
      security: [],
      tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
      components: {
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer', description: 'Made by `colophon key create`.' },
        },
      },
    },
    refResolver: {
      buildLocalReference: (json, _base, _fragment, index) =>
        typeof json['$id'] === 'string' ? json['$id'] : `def-${index}`,
    },
    transform: ({ schema, url }) => withNamedRest({ schema: withNamedBody(withSentBody(schema)), url }),
    transformObject: (document) => {
      const described = 'openapiObject' in document ? document.openapiObject : {}
      return completed({ ...described, servers: [{ url: urls.base }] })
    },
  })
  const documented = { schema: { hide: true } }
  app.get('/openapi.yaml', documented, async (request, reply) => {
    const yaml = { type: 'application/yaml; charset=utf-8', body: app.swagger({ yaml: true }) }
    return send(request, reply, { ...yaml, cache: 'newest' })
  })
  app.get('/openapi.json', documented, async (request, reply) =>
    send(request, reply, { ...json(app.swagger()), cache: 'newest' }),
  )
}

/** What an operation says that is sent stands in the place of what Fastify checks. */
function withSentBody(schema: FastifySchema & { sent?: Record<string, unknown> } = {}): FastifySchema {
  if (!schema.sent) return schema
  const content = Object.entries(schema.sent).map(([type, schema]) => [type, { schema }])
  return { ...schema, body: { content: Object.fromEntries(content) } }
}

/** A body that is a component is named, not told again. */
function withNamedBody(schema: FastifySchema): FastifySchema {
  const { $id } = (schema.body ?? {}) as { $id?: string }
  return $id === undefined ? schema : { ...schema, body: { $ref: `${$id}#` } }
}

/** The rest of a path, which is `*` for Fastify, has a name that a template may have (RFC 6570). */
function withNamedRest({ schema, url }: { schema: FastifySchema; url: string }) {
  const { properties } = (schema.params ?? {}) as { properties?: Record<string, unknown> }
  if (!properties?.['*']) return { schema, url }
  const params = { type: 'object', properties: { path: properties['*'] }, required: ['path'] }
  return { schema: { ...schema, params }, url: url.replace(/\*$/, ':path') }
}

/** Puts the recorded answers beside the operations that gave them; what has a default need not be sent. */
function completed<T extends object>(document: T): T {
  const examples = readExamples()
  const { paths = {} } = document as { paths?: Record<string, Record<string, Operation>> }
  for (const operation of Object.values(paths).flatMap((path) => Object.values(path))) {
    const example = examples[operation.operationId]
    const answer = operation.responses?.['201'] ?? operation.responses?.['200']
    const [content] = Object.values(answer?.content ?? {})
    if (content && example !== undefined) content.example = example
    for (const parameter of operation.parameters ?? [])
      if (parameter.schema?.default !== undefined) parameter.required = false
  }
  return document
}

interface Operation {
  operationId: string
  parameters?: { required?: boolean; schema?: { default?: unknown } }[]
  responses?: Record<string, { content?: Record<string, { example?: unknown }> }>
}

function readExamples(): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL('../../wire/schemas/examples.json', import.meta.url), 'utf8'))
}
