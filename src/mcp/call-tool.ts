import { Value } from 'typebox/value'
import { type AskApi, ToolFailure } from './api.ts'
import { RpcError } from './json-rpc.ts'
import type { Tool } from './tool.ts'
import { TOOLS } from './tools/index.ts'

/** The result of a tool, as the Model Context Protocol has it. */
export interface CalledTool {
  content: { type: 'text'; text: string }[]
  structuredContent: object
  isError?: true
}

/** The tools as they are listed. */
export function listedTools(): object[] {
  return TOOLS.map(({ name, title, description, input }) => ({
    ...{ name, title, description, inputSchema: { ...input, additionalProperties: false } },
    annotations: { title, readOnlyHint: true, idempotentHint: true, openWorldHint: false },
  }))
}

/** Calls a tool. What it refuses is a result that says why and what to try. @throws RpcError for a tool that there is not */
export async function callTool(
  ask: AskApi,
  { name, arguments: input = {} }: Record<string, unknown>,
): Promise<CalledTool> {
  const tool = TOOLS.find((each) => each.name === name)
  if (!tool) {
    const names = TOOLS.map((each) => each.name).join(', ')
    throw new RpcError(
      'invalidParams',
      `There is no tool ${JSON.stringify(name ?? null)}. There are: ${names}.`,
    )
  }
  try {
    const { text, data } = await tool.call(ask, checked(tool, input))
    return { content: [{ type: 'text', text }], structuredContent: data }
  } catch (error) {
    if (!(error instanceof ToolFailure)) throw error
    return failed(error)
  }
}

/** @throws ToolFailure `invalid_parameter` */
function checked({ input: schema }: Tool, input: unknown): Record<string, unknown> {
  const known = Object.keys(schema.properties)
  const unknown = Object.keys(input ?? {}).find((name) => !known.includes(name))
  if (unknown !== undefined)
    throw new ToolFailure(
      'invalid_parameter',
      `There is no parameter ${JSON.stringify(unknown)}. There are: ${known.join(', ')}.`,
    )
  if (Value.Check(schema, input)) return input
  const [first] = Value.Errors(schema, input)
  const place = first?.instancePath.slice(1).replaceAll('/', '.') || 'arguments'
  throw new ToolFailure('invalid_parameter', `"${place}" ${first?.message ?? 'is not as the tool has it'}.`)
}

function failed({ kind, message, status, retryAfter }: ToolFailure): CalledTool {
  const again = retryAfter === null ? '' : ` Try again in ${retryAfter} seconds.`
  const error = { kind, detail: message, status, transient: status === 429 || status >= 500, retryAfter }
  return {
    content: [{ type: 'text', text: `${kind}: ${message}${again}` }],
    structuredContent: { error },
    isError: true,
  }
}
