/** The server that hostile clients meet, with the seed article in it, and what they send to it. */
import { type AddressInfo, connect } from 'node:net'
import t from 'tap'
import { databaseFile } from '../../../src/files/archive-files.ts'
import { openWriter } from '../../../src/store/sqlite/open.ts'
import { buildTestApp, createKey } from '../../support/app.ts'

export const SLUG = 'breaking-the-siege-of-aleppo'
export const WORK = '2rma5yfyxknb207f'
export const VERSION = '5w9k7j84a4g748q6hy57gfg6'
export const PARAGRAPH = 'm79f8w3gyar2vm2a'
export const QUOTE = `${WORK}.f3kmr2tzf95ae5rgk83ym12h`

export const { app, key, directory } = await buildTestApp(t)
await app.listen({ port: 0, host: '127.0.0.1' })
export const { port } = app.server.address() as AddressInfo
/** May write. */
export const bearer = { authorization: `Bearer ${key}` }
const direct = openWriter(databaseFile(directory))
/** May write, withdraw and correct. */
export const operator = { authorization: `Bearer ${createKey(direct, { scopes: ['admin'], number: 9 })}` }
/** The digest of the seed's manifest. */
export const MANIFEST = direct.value<string>('SELECT manifest_sha256 FROM publication')!
direct.close()

/** An answer, whether injected or read from a socket. */
export interface Answer {
  statusCode: number
  headers: Record<string, unknown>
  body: string
}

/** Reads an address. */
export async function get(url: string, headers: Record<string, string> = {}) {
  return app.inject({ url, headers })
}

/** Any method at any address. */
export async function inject(
  method: string,
  url: string,
  headers: Record<string, string> = {},
  payload?: string | Buffer,
) {
  return app.inject({ method: method as 'GET', url, headers, ...(payload !== undefined && { payload }) })
}

/** Registers a quote; what is no text is sent as JSON. */
export function postQuote(payload: unknown) {
  const text = typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload)
  return inject('POST', '/quotes', { 'content-type': 'application/json' }, text)
}

/** Imports a file of Markdown, with a key that may. */
export function importFile(payload: string | Buffer, headers: Record<string, string> = {}) {
  return inject('POST', '/works', { 'content-type': 'text/markdown', ...bearer, ...headers }, payload)
}

/** Sends bytes as they are and reads until the server closes. */
export function raw(bytes: string | Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    socket.setTimeout(15_000, () =>
      socket.destroy(new Error(`no end of ${JSON.stringify(String(bytes).slice(0, 60))}`)),
    )
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('error', (error) => (chunks.length > 0 ? undefined : reject(error)))
    socket.on('close', () => resolve(parseAnswer(Buffer.concat(chunks).toString('utf8'))))
  })
}

function parseAnswer(text: string): Answer {
  const [head = '', ...rest] = text.split('\r\n\r\n')
  const [status = '', ...fields] = head.split('\r\n')
  const headers = fields.map((field) => [
    field.split(':')[0]!.toLowerCase(),
    field.slice(field.indexOf(':') + 1).trim(),
  ])
  return {
    statusCode: Number(status.split(' ')[1]),
    headers: Object.fromEntries(headers),
    body: rest.join('\r\n\r\n'),
  }
}
