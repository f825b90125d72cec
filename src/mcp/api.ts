/** A request to the archive's API. */
export interface ApiRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** From the root, with its query. */
  path: string
  /** Media type of the body. */
  type?: string
  body?: string | Buffer<ArrayBuffer>
  /** Others beside the type. */
  headers?: Readonly<Record<string, string>>
}

export interface ApiAnswer {
  status: number
  /** Media type with its parameters. */
  type: string
  body: string
  /** Seconds after which to try again, where the answer says so. */
  retryAfter: number | null
}

/** Asks the API, wherever it is: in this process, or at a server. */
export type AskApi = (request: ApiRequest) => Promise<ApiAnswer>

/** What an agent is told in the place of a result: the API's own problem (RFC 9457), or one of the same kind. */
export class ToolFailure extends Error {
  readonly kind: string
  readonly status: number
  readonly retryAfter: number | null

  constructor(
    kind: string,
    message: string,
    { status, retryAfter }: Pick<ApiAnswer, 'status' | 'retryAfter'> = { status: 400, retryAfter: null },
  ) {
    super(message)
    this.kind = kind
    this.status = status
    this.retryAfter = retryAfter
  }
}

/** The JSON of an answer. @throws ToolFailure for what the API refuses */
export async function askJson<T>(ask: AskApi, request: ApiRequest): Promise<T> {
  return JSON.parse((await askText(ask, request)).body) as T
}

/** An answer of whatever type. @throws ToolFailure for what the API refuses */
export async function askText(ask: AskApi, request: ApiRequest): Promise<ApiAnswer> {
  const answer = await ask(request)
  if (answer.status < 400) return answer
  throw problemOf(answer)
}

function problemOf(answer: ApiAnswer): ToolFailure {
  if (!answer.type.includes('json'))
    return new ToolFailure('failed', `The archive answered ${answer.status}.`, answer)
  const { type = '', detail, title } = JSON.parse(answer.body) as Record<'type' | 'detail' | 'title', string>
  return new ToolFailure(type.split('/').at(-1) || 'failed', detail ?? title, answer)
}

/** A request that sends JSON. */
export function posted(path: string, value: object): ApiRequest {
  return { method: 'POST', path, type: 'application/json', body: JSON.stringify(value) }
}

/** A path with the parameters that have a value. */
export function withQuery(path: string, query: Record<string, string | number | undefined>): string {
  const given = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== '') given.set(name, String(value))
  return given.size === 0 ? path : `${path}?${given}`
}
