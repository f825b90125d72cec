/** Fastify with one route and one fixed JSON answer. Run as `node bare-fastify.js <bytes>`. */
import { fileURLToPath } from 'node:url'
import Fastify from 'fastify'
import { fixedBody } from './fixed-body.js'

/** This file, to be run as a process. */
export const BARE_FASTIFY = fileURLToPath(import.meta.url)

async function serve(body) {
  const app = Fastify({ logger: false })
  app.get('/', (_request, reply) => {
    reply.header('content-type', 'application/json; charset=utf-8').send(body)
  })
  console.log(`listens on ${await app.listen({ host: '127.0.0.1', port: 0 })}`)
}

if (process.argv[1] === BARE_FASTIFY) await serve(fixedBody(Number(process.argv[2])))
