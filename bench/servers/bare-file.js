/** The least that a server in Node can do to send a file. Run as `node bare-file.js <file>`. */
import { createReadStream, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'

/** This file, to be run as a process. */
export const BARE_FILE = fileURLToPath(import.meta.url)

function serve(file) {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-length': statSync(file).size })
    createReadStream(file).pipe(response)
  })
  server.listen(0, '127.0.0.1', () => console.log(`listens on http://127.0.0.1:${server.address().port}`))
}

if (process.argv[1] === BARE_FILE) serve(process.argv[2])
