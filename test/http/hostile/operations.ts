/** What the API's description says that it does, and what is asked of it rightly. */
import { form, multipart } from './multipart.ts'
import { app, importFile, MANIFEST, PARAGRAPH, QUOTE, SLUG, VERSION, WORK } from './server.ts'

interface Parameter {
  name: string
  in: 'path' | 'query'
}
interface Operation {
  method: string
  path: string
  parameters: Parameter[]
}

const document = app.swagger() as { paths?: Record<string, Record<string, { parameters?: Parameter[] }>> }
/** Every method at every address. */
export const operations: Operation[] = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { parameters = [] }]) => ({
    method: method.toUpperCase(),
    path,
    parameters,
  })),
)
/** Those that only read. */
export const reads = operations.filter(({ method }) => method === 'GET')
/** The names of an operation's parameters. */
export const names = ({ parameters }: Operation, where: 'path' | 'query') =>
  parameters.filter((parameter) => parameter.in === where).map(({ name }) => name)

/** What is written to is another work than the one that is read, so that this one stays as it is. */
export const WRITTEN = (
  await importFile(
    '# On ferries\n\nMaria Alvarez\n\nThe ferry leaves at six. Nobody is on board, and nobody waits.\n',
  )
).json().work.id as string

/** A value that is there, for a parameter of a path. */
export function goodPart({ method, path }: Operation, name: string): string {
  if (name === 'id') return path.startsWith('/paragraphs') ? PARAGRAPH : QUOTE
  const work = method === 'GET' ? WORK : WRITTEN
  return {
    work,
    sha256: MANIFEST,
    version: VERSION,
    other: VERSION,
    paragraph: '3',
    kind: 'not_found',
    style: 'apa',
  }[name]!
}

/** The address with these values, and good ones for all others. */
export function addressOf(operation: Operation, parts: Record<string, string> = {}): string {
  return operation.path.replace(/\{(\w+)\}/g, (_, name) => parts[name] ?? goodPart(operation, name))
}

/** A body that the operation takes, and its media type. */
export function goodBody({ path }: Operation): { type: string; body: string | Buffer } {
  const json = (value: object) => ({ type: 'application/json', body: JSON.stringify(value) })
  if (path === '/verify/document') return { type: 'text/plain', body: '“siege”' }
  if (path === '/check')
    return { type: form['content-type'], body: multipart([['manuscript', '“siege”', 'a.md']]) }
  if (path === '/verify') return json({ text: 'siege', work: SLUG })
  if (path === '/works/{work}/metadata') return json({ title: 'On ferries' })
  return json(path === '/citations' ? { style: 'apa', ids: [WORK] } : { work: SLUG, exact: 'siege' })
}

/** An address of the operation that answers. */
export function goodAddress(operation: Operation): string {
  const address = addressOf(operation)
  return operation.path === '/works/{work}/quotes' ? `${address}?exact=siege` : address
}
