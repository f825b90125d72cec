/**
 * A server of the Model Context Protocol (https://modelcontextprotocol.io/specification), stateless: it speaks the revision
 * of 2026-07-28, in which each request says what it needs, and those before, which begin with `initialize`.
 */
import { SOFTWARE_VERSION } from '../software.ts'
import type { AskApi } from './api.ts'
import { callTool, listedTools } from './call-tool.ts'
import {
  failure,
  idOf,
  isObject,
  type RpcAnswer,
  RpcError,
  type RpcRequest,
  readRequest,
} from './json-rpc.ts'
import { listedResources, readResource, resourceTemplates } from './resources.ts'

export const STATELESS_VERSION = '2026-07-28'
const VERSIONS_WITH_HANDSHAKE = ['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05']
const META = 'io.modelcontextprotocol/'
const SERVER_INFO = { name: 'colophon', title: 'Colophon', version: SOFTWARE_VERSION }
const CAPABILITIES = { tools: {}, resources: {} }
/** Seconds for which a list may be kept. */
const KEPT_SECONDS = 60
/** At most so many messages in one of those that hold several, as the revision of 2025-03-26 has them. */
const MOST_MESSAGES = 50

const INSTRUCTIONS = `An archive of texts with a permanent address for every paragraph and quotation.
Quote only words that a tool has given you. Verify each quotation with verify_quote before you give it to anybody, with what is claimed of its source. Give the permanent address and the citation of the answer with every quotation; do not write either yourself. "altered" means that the words are not those of the work: print the words of the work instead.`

/** What the server needs. */
export interface McpServices {
  ask: AskApi
  /** Address of the archive, without a slash at its end. */
  base: string
  /** Whether nobody waits for the answer any more: the messages that are left are not looked at. */
  isGone?: () => boolean
}

/** The answer to a message, or to several at once; undefined where there is none, as to a notification. */
export async function answerMessage(
  services: McpServices,
  message: unknown,
): Promise<RpcAnswer | RpcAnswer[] | undefined> {
  if (!Array.isArray(message)) return answerOne(services, message)
  if (message.length === 0 || message.length > MOST_MESSAGES)
    return failure(null, new RpcError('invalidRequest', `Send 1 to ${MOST_MESSAGES} messages at once.`))
  const answers: RpcAnswer[] = []
  for (const each of message) {
    if (services.isGone?.()) return undefined
    const answer = await answerOne(services, each)
    if (answer) answers.push(answer)
  }
  return answers.length === 0 ? undefined : answers
}

async function answerOne(services: McpServices, message: unknown): Promise<RpcAnswer | undefined> {
  // The answer of a client to a question of ours: we ask none.
  if (isObject(message) && !('method' in message) && ('result' in message || 'error' in message))
    return undefined
  let id = idOf(message)
  try {
    const request = readRequest(message)
    if (request.id === undefined) return undefined
    id = request.id
    return { jsonrpc: '2.0', id, result: await resultOf(services, request) }
  } catch (error) {
    if (error instanceof RpcError) return failure(id, error)
    return failure(
      id,
      new RpcError('internalError', 'The archive could not answer. Try again in a few seconds.'),
    )
  }
}

async function resultOf(services: McpServices, request: RpcRequest): Promise<object> {
  const version = versionOf(request)
  const result = await answered(services, request)
  if (version === undefined) return result
  const isKept = request.method !== 'tools/call'
  return {
    ...result,
    resultType: 'complete',
    ...(isKept && { ttlMs: KEPT_SECONDS * 1000, cacheScope: 'public' }),
    _meta: { [`${META}serverInfo`]: SERVER_INFO },
  }
}

/** The revision that a request names, as each does since 2026-07-28. @throws RpcError for one that is not known */
export function versionOf({ params }: RpcRequest): string | undefined {
  const meta = params['_meta']
  const version = isObject(meta) ? meta[`${META}protocolVersion`] : undefined
  if (version === undefined) return undefined
  if (version === STATELESS_VERSION) return version
  throw new RpcError(
    'unsupportedProtocolVersion',
    `The revision ${JSON.stringify(version)} is not spoken here.`,
    {
      supported: [STATELESS_VERSION],
      requested: version,
    },
  )
}

/**
 * Over HTTP, headers say what the message says, so that what stands between can read them.
 *
 * @throws RpcError `headerMismatch`
 */
export function assertHeadersAgree(
  message: unknown,
  headers: Record<string, string | string[] | undefined>,
): void {
  if (!isObject(message) || !isObject(message['params']) || !isObject(message['params']['_meta'])) return
  const { method, params } = message
  const told = {
    'mcp-protocol-version': message['params']['_meta'][`${META}protocolVersion`],
    'mcp-method': method,
    'mcp-name': isObject(params) ? (params['name'] ?? params['uri']) : undefined,
  }
  if (told['mcp-protocol-version'] === undefined) return
  for (const [name, value] of Object.entries(told)) {
    const header = headers[name]
    if (header !== undefined && value !== undefined && header !== value)
      throw new RpcError('headerMismatch', `The header ${name} says another thing than the message.`)
  }
}

async function answered({ ask, base }: McpServices, { method, params }: RpcRequest): Promise<object> {
  switch (method) {
    case 'server/discover':
      return {
        supportedVersions: [STATELESS_VERSION],
        capabilities: CAPABILITIES,
        instructions: INSTRUCTIONS,
      }
    case 'initialize':
      return initialized(params)
    case 'ping':
      return {}
    case 'tools/list':
      return { tools: listedTools() }
    case 'tools/call':
      return callTool(ask, params)
    case 'resources/list':
      return listedResources(ask, params)
    case 'resources/templates/list':
      return resourceTemplates(base)
    case 'resources/read':
      return readResource(ask, params)
    default:
      throw new RpcError('methodNotFound', `There is no method ${JSON.stringify(method.slice(0, 100))} here.`)
  }
}

function initialized({ protocolVersion }: Record<string, unknown>): object {
  const known = VERSIONS_WITH_HANDSHAKE.find((version) => version === protocolVersion)
  const version = known ?? VERSIONS_WITH_HANDSHAKE[0]
  return {
    protocolVersion: version,
    capabilities: CAPABILITIES,
    serverInfo: SERVER_INFO,
    instructions: INSTRUCTIONS,
  }
}
