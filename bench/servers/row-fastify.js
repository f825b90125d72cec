/** Fastify with better-sqlite3: a paragraph by its id as a row, as it is stored. Run as `node row-fastify.js <database>`. */
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import Fastify from 'fastify'

/** This file, to be run as a process. */
export const ROW_FASTIFY = fileURLToPath(import.meta.url)

const ROW = `SELECT block.paragraph AS id, block.number, text.content AS text, version.id AS version, work.id AS work, work.slug
  FROM block JOIN text ON text.no = block.text_no JOIN version ON version.no = block.version_no
    JOIN work ON work.no = version.work_no
  WHERE block.paragraph = ? ORDER BY block.version_no DESC LIMIT 1`

async function serve(database) {
  const sql = new Database(database, { readonly: true })
  sql.pragma('cache_size = -65536')
  const find = sql.prepare(ROW)
  const app = Fastify({ logger: false })
  app.get('/paragraphs/:id', (request, reply) => {
    const row = find.get(request.params.id)
    if (row === undefined) reply.code(404).send()
    else reply.header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(row))
  })
  console.log(`listens on ${await app.listen({ host: '127.0.0.1', port: 0 })}`)
}

if (process.argv[1] === ROW_FASTIFY) await serve(process.argv[2])
