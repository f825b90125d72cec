/** The least that a server in Node can do: one fixed JSON answer. Run as `node bare-http.js <bytes>`. */
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { fixedBody } from './fixed-body.js'

/** This file, to be run as a process. */
export const BARE_HTTP = fileURLToPath(import.meta.url)

function serve(body) {
  const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length }
  const server = createServer((_request, response) => {
    response.writeHead(200, headers)
    response.end(body)
  })
  server.listen(0, '127.0.0.1', () => console.log(`listens on http://127.0.0.1:${server.address().port}`))
}

if (process.argv[1] === BARE_HTTP) serve(fixedBody(Number(process.argv[2])))
