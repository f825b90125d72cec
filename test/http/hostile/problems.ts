/** The one shape that every problem has, whoever caused it. */
import type { Test } from 'tap'
import { type Answer, directory } from './server.ts'

/** What must never be told to a client: messages of SQLite, places in the code, directories, keys. */
const INTERNAL =
  /SQLITE|no such (?:table|column)|better-sqlite3|node_modules|\.(?:ts|js):\d+|\bat \w+ \(|FST_ERR|Error:|colophon_[0-9a-z]{8}_/i

/** The kinds of problems that were seen. */
export const kindsSeen = new Set<string>()

/**
 * The one shape of a problem (RFC 9457): what is wrong with this answer as one, or null. Of the statuses from
 * 500 on a client can cause only 501, by a method that the server does not know.
 */
export function faultOfProblem({ statusCode, headers, body }: Answer): string | null {
  if (statusCode < 400 || (statusCode > 499 && statusCode !== 501)) return `the status is ${statusCode}`
  const type = String(headers['content-type'])
  if (type === 'text/html; charset=utf-8') return faultOfPage(statusCode, body)
  if (!/^application\/problem\+json(?:; ?charset=utf-8)?$/.test(type)) return `the type is ${type}`
  let problem: Record<string, unknown>
  try {
    problem = JSON.parse(body)
  } catch {
    return 'the body is not JSON'
  }
  const kind = /^http:\/\/archive\.test\/problems\/([a-z_]+)$/.exec(String(problem['type']))?.[1]
  if (!kind) return `"type" is ${problem['type']}`
  kindsSeen.add(kind)
  if (problem['status'] !== statusCode) return `"status" is ${problem['status']}`
  for (const member of ['title', 'detail']) {
    if (typeof problem[member] !== 'string' || problem[member] === '') return `"${member}" is missing`
  }
  if (problem['detail'] === problem['title']) return '"detail" says no more than "title"'
  if (INTERNAL.test(body) || body.includes(directory)) return 'something internal is told'
  return null
}

/** The same for an error of JSON-RPC 2.0, as agents get it. */
export function faultOfRpcError({ statusCode, body }: Answer): string | null {
  if (statusCode !== 400) return `the status is ${statusCode}`
  const { jsonrpc, error } = JSON.parse(body)
  if (jsonrpc !== '2.0' || !Number.isInteger(error.code) || error.message.length < 10) return 'it is no error'
  return INTERNAL.test(body) || body.includes(directory) ? 'something internal is told' : null
}

/** The same for the page that browsers get: it says the kind, the status and what is wrong. */
function faultOfPage(statusCode: number, body: string): string | null {
  const kind = /href="\/problems\/([a-z_]+)"/.exec(body)?.[1]
  if (!kind) return 'the page names no kind of problem'
  kindsSeen.add(kind)
  if (!body.includes(`Status ${statusCode}<`)) return 'the page has another status'
  if (!/<\/h1>\s*<p>[^<]{10,}<\/p>/.test(body)) return 'the page does not say what is wrong'
  return INTERNAL.test(body) || body.includes(directory) ? 'something internal is told' : null
}

/** Is the answer a problem, of this status or one of these? */
export function isProblem(t: Test, answer: Answer, status: number | number[], name: string): void {
  const fault = faultOfProblem(answer)
  const right = [status].flat().includes(answer.statusCode)
  t.ok(
    fault === null && right,
    `${name} → ${status}`,
    fault || !right ? { fault, status: answer.statusCode, body: answer.body.slice(0, 300) } : {},
  )
}

/** The code of a problem. */
export const kindOf = (answer: Answer): string => JSON.parse(answer.body).type.split('/').at(-1)
