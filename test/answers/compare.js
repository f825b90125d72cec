/** Compares two recordings. */
import { readFileSync } from 'node:fs'

/** Characters shown around the first difference of two bodies. */
const SHOWN = 60

/** Prints what differs between two recordings, a request a paragraph; answers with the exit code. */
export function compare(beforeFile, afterFile) {
  const [before, after] = [beforeFile, afterFile].map((file) => JSON.parse(readFileSync(file, 'utf8')))
  const total = Math.max(before.length, after.length)
  let differing = 0
  for (let at = 0; at < total; at++) {
    const lines = differences(before[at], after[at])
    if (lines.length === 0) continue
    differing++
    const { method, path, requestHeaders } = before[at] ?? after[at]
    console.log(`${at + 1}. ${method} ${path} ${JSON.stringify(requestHeaders)}\n  ${lines.join('\n  ')}\n`)
  }
  console.log(`${total} requests, ${differing} differ`)
  return differing === 0 ? 0 : 1
}

/** A line for each thing that differs between two exchanges. */
function differences(before, after) {
  if (!before || !after) return [before ? 'was asked before alone' : 'is asked after alone']
  const asked = ({ method, path, requestHeaders, requestBody }) =>
    JSON.stringify([method, path, requestHeaders, requestBody])
  if (asked(before) !== asked(after)) return [`another request was sent: ${asked(after)}`]
  const names = [...new Set([...Object.keys(before.headers), ...Object.keys(after.headers)])].sort()
  return [
    ...(before.status === after.status ? [] : [`status: ${before.status} → ${after.status}`]),
    ...names
      .filter((name) => String(before.headers[name]) !== String(after.headers[name]))
      .map((name) => `${name}: ${before.headers[name] ?? '(none)'} → ${after.headers[name] ?? '(none)'}`),
    ...(before.bodySha256 === after.bodySha256 ? [] : [bodyDifference(before, after)]),
  ]
}

/** Where two bodies begin to differ; of long ones only their digests are known. */
function bodyDifference(before, after) {
  if (before.body === null || after.body === null)
    return `body: ${before.bodySha256.slice(0, 12)}… → ${after.bodySha256.slice(0, 12)}…`
  let at = 0
  while (at < before.body.length && before.body[at] === after.body[at]) at++
  const around = ({ body }) => JSON.stringify(body.slice(Math.max(0, at - SHOWN), at + SHOWN))
  return `body from character ${at}: ${around(before)} → ${around(after)}`
}
