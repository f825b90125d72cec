import { createInterface } from 'node:readline'
import type { Command } from 'commander'
import { keyIn } from '../config.ts'
import { failure, parseMessage, RpcError } from '../mcp/json-rpc.ts'
import { answerMessage, type McpServices } from '../mcp/server.ts'
import { serverFor, withWhom } from './asking/asking.ts'
import { askingServer } from './asking/asking-server.ts'
import { printStyled } from './output.ts'
import { settingsOf } from './settings.ts'

/** Characters of a message: a manuscript of the most characters that a call takes, escaped. */
const LONGEST_MESSAGE = 4 * 1024 * 1024

/** `colophon mcp`. */
export function addMcp(program: Command): void {
  const command = program
    .command('mcp')
    .addHelpText(
      'after',
      '\nAn agent starts it: one message of JSON-RPC a line on stdin, one answer a line on stdout.\n\nExamples:\n  colophon mcp --data /srv/colophon\n  colophon mcp --server https://archive.example.org',
    )
  withWhom(command).action(async (_options: object, self: Command) => {
    const server = serverFor(self)
    const config = settingsOf(self)
    if (server !== '')
      return answerLines({ ask: askingServer(server, keyIn(config)), base: server.replace(/\/$/, '') })
    const { openAskedArchive } = await import('./asking/asked-archive.ts')
    const { base, ask, close } = await openAskedArchive(config)
    try {
      await answerLines({ base, ask })
    } finally {
      await close()
    }
  })
}

/** Answers each line, one after the other, until there are no more. */
async function answerLines(services: McpServices): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === '') continue
    const answer = await answered(services, line)
    if (answer !== undefined) printStyled(JSON.stringify(answer))
  }
}

async function answered(services: McpServices, line: string) {
  try {
    if (line.length > LONGEST_MESSAGE)
      throw new RpcError('invalidRequest', `A message has at most ${LONGEST_MESSAGE} characters.`)
    return await answerMessage(services, parseMessage(line))
  } catch (error) {
    if (error instanceof RpcError) return failure(null, error)
    throw error
  }
}
