import { type TSchema, Type } from 'typebox'
import type { Tag } from './tags.ts'

/** What an operation takes and answers, for validation and for the OpenAPI document. */
export interface OperationParts<P extends TSchema, Q extends TSchema, B extends TSchema> {
  params?: P
  query?: Q
  body?: B
  /** The body by media type, for the document alone: the route itself reads and checks it. */
  sent?: Record<string, TSchema>
  /** Name of the component that answers as JSON. */
  answer?: string
  status?: number
  /** The table of what it answers with. */
  representations?: { types: readonly string[] }
  /** Media types that it answers without a table. */
  others?: readonly string[]
  /** Media type in which it lists several things to choose from (300). */
  choices?: string
  tag: Tag
  description?: string
  /** Does it need a key? */
  secured?: boolean
  /** Can ranges of its bytes be asked for (RFC 9110 §14)? */
  ranges?: boolean
  /** The statuses with which it names another address, beside 308 for another spelling of an id. */
  redirects?: readonly (301 | 302 | 303 | 307)[]
  /** Is what it answers without an entity tag, so that it is sent each time? */
  untagged?: boolean
  /** What else it answers with, by status. */
  responses?: Record<number, object>
}

const Ranges = Type.Object({
  range: Type.Optional(Type.String({ description: 'Such as `bytes=1000-`: one range of bytes.' })),
  'if-range': Type.Optional(
    Type.String({ description: 'The entity tag of what is there already: of anything else all is sent.' }),
  ),
})

/** The parameters of a path that are ids, and so have one canonical spelling. */
const SPELT = ['work', 'id']

const REDIRECTIONS = {
  301: 'The paragraph is told in another one now.',
  302: 'To the version that was the newest then.',
  303: 'To a browser: the page is at another address.',
  307: 'The name is an alias.',
  308: 'The id has another spelling: this is the canonical address.',
}

/** A problem, as any address may answer. */
export const PROBLEM = {
  'application/problem+json': { schema: Type.Ref('Problem') },
  // To whoever would rather read a page.
  'text/html': { schema: Type.String() },
}

/** A route's schema: one shape for every operation, with problems as the answer to all that goes wrong. */
export function operation<
  P extends TSchema = TSchema,
  Q extends TSchema = TSchema,
  B extends TSchema = TSchema,
>(operationId: string, summary: string, parts: OperationParts<P, Q, B>) {
  const { params, query, body, sent, answer, status = 200, choices } = parts
  const { tag, description, secured, ranges, representations, others = representations?.types ?? [] } = parts
  const { redirects = [], untagged, responses } = parts
  const isRead = !body && !sent && !secured && status === 200
  const content: Record<string, { schema: unknown }> = {}
  if (answer) content['application/json'] = { schema: Type.Ref(answer) }
  for (const type of others) content[type] ??= { schema: schemaOf(type) }
  const success = {
    description: 'As asked for.',
    ...(Object.keys(content).length > 0 && { content }),
  }
  return {
    operationId,
    summary,
    tags: [tag],
    ...(description && { description }),
    ...(params && { params }),
    ...(query && { querystring: query }),
    ...(body && { body }),
    ...(sent && { sent }),
    ...(ranges && { headers: Ranges }),
    ...(secured && { security: [{ key: [] }] }),
    response: {
      [status]: success,
      ...(status === 201 && { 200: { ...success, description: 'It was there already.' } }),
      ...(ranges && { 206: { ...success, description: 'The bytes that were asked for.' } }),
      ...(choices && {
        300: {
          description: 'What there is to choose from.',
          content: { [choices]: { schema: Type.String() } },
        },
      }),
      ...(isRead &&
        !untagged && { 304: Type.Null({ description: 'What the client has is what there is.' }) }),
      ...redirections(SPELT.some((name) => name in namesIn(params)) ? [...redirects, 308] : redirects),
      '4xx': { description: 'What was wrong, and the cure.', content: PROBLEM },
      429: { description: 'Too many requests: ask again after `Retry-After` seconds.', content: PROBLEM },
      '5xx': {
        description: 'The server cannot do it; it is not the fault of the request.',
        content: PROBLEM,
      },
      503: { description: 'The server is busy: ask again after `Retry-After` seconds.', content: PROBLEM },
      ...responses,
    },
  } as OperationSchema<P, Q, B>
}

function namesIn(params: TSchema | undefined): object {
  return (params as { properties?: object } | undefined)?.properties ?? {}
}

function redirections(statuses: readonly (keyof typeof REDIRECTIONS)[]) {
  return Object.fromEntries(
    statuses.map((status) => [status, Type.Null({ description: REDIRECTIONS[status] })]),
  )
}

/** What a media type without a component of its own holds: any JSON, or text. */
function schemaOf(type: string): TSchema {
  if (/[/+]json(?:;|$)/.test(type)) return Type.Unknown({ description: 'JSON, as its media type says.' })
  return Type.String()
}

/** The part of the schema that gives a handler its types. */
export interface OperationSchema<P extends TSchema, Q extends TSchema, B extends TSchema> {
  params: P
  querystring: Q
  body: B
}
