/** JSON-RPC 2.0 (https://www.jsonrpc.org/specification), as the Model Context Protocol uses it. */

export type RpcId = string | number

export interface RpcRequest {
  /** Undefined for a notification, which nobody answers. */
  id: RpcId | undefined
  method: string
  params: Record<string, unknown>
}

export interface RpcAnswer {
  jsonrpc: '2.0'
  id: RpcId | null
  result?: object
  error?: { code: number; message: string; data?: object }
}

/** The codes of JSON-RPC, and those of the Model Context Protocol from 2026-07-28 on. */
export const RPC_ERRORS = {
  parseError: -32700,
  invalidRequest: -32600,
  methodNotFound: -32601,
  invalidParams: -32602,
  internalError: -32603,
  headerMismatch: -32020,
  unsupportedProtocolVersion: -32022,
} as const

/** A fault that is answered as an error of JSON-RPC. */
export class RpcError extends Error {
  readonly code: number
  readonly data: object | undefined

  constructor(name: keyof typeof RPC_ERRORS, message: string, data?: object) {
    super(message)
    this.code = RPC_ERRORS[name]
    this.data = data
  }
}

/** @throws RpcError `parseError` */
export function parseMessage(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new RpcError('parseError', 'The message is not JSON. Send one JSON-RPC 2.0 object in UTF-8.')
  }
}

/** @throws RpcError `invalidRequest` */
export function readRequest(message: unknown): RpcRequest {
  if (!isObject(message) || message['jsonrpc'] !== '2.0' || typeof message['method'] !== 'string')
    throw new RpcError(
      'invalidRequest',
      'The message is no JSON-RPC 2.0 request: "jsonrpc" and "method" are missing.',
    )
  const { id, method, params = {} } = message
  if (!isId(id) && id !== undefined)
    throw new RpcError('invalidRequest', '"id" is neither a string nor a number.')
  if (!isObject(params)) throw new RpcError('invalidRequest', '"params" is not an object.')
  return { id, method, params }
}

/** The id of a message that may be none; null where it has none. */
export function idOf(message: unknown): RpcId | null {
  return isObject(message) && isId(message['id']) ? message['id'] : null
}

export function failure(id: RpcId | null, { code, message, data }: RpcError): RpcAnswer {
  return { jsonrpc: '2.0', id, error: { code, message, ...(data && { data }) } }
}

function isId(id: unknown): id is RpcId {
  return typeof id === 'string' || Number.isSafeInteger(id)
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
