import { type Config, keyIn } from '../../config.ts'
import { type AskApi, ToolFailure } from '../../mcp/api.ts'
import { askingServer } from './asking-server.ts'

/** Asks a server to change something: what it refuses for want of a key says how the command is given one. */
export function writingServer(config: Pick<Config, 'server' | 'keyFile'>): AskApi {
  const ask = askingServer(config.server, keyIn(config))
  return async (request) => {
    const answer = await ask(request)
    if (answer.status !== 401 && answer.status !== 403) return answer
    throw new ToolFailure(
      answer.status === 401 ? 'unauthorized' : 'forbidden',
      `${config.server} refuses: ${keyCure(answer)}`,
      answer,
    )
  }
}

function keyCure({ status, body }: { status: number; body: string }): string {
  const scope = /scope \\"(\w+)\\"/.exec(body)?.[1] ?? 'ingest'
  const making = `its operator makes one: colophon key create NAME --scope ${scope}`
  return status === 401
    ? `it wants a key that is in force. Put one of scope "${scope}" into COLOPHON_KEY, or into a file that --key-file names; ${making}.`
    : `the key lacks the scope "${scope}"; ${making}.`
}
