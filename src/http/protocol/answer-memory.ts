import type { FastifyInstance, FastifyReply } from 'fastify'
import { ColophonError } from '../../errors.ts'

declare module 'fastify' {
  interface FastifyReply {
    /**
     * Counts so many bytes of an answer until it is sent or broken off. To be called before they are written.
     *
     * @throws ColophonError `busy` when too much is under way already
     */
    holdMemory(bytes: number): void
  }
}

/** Smaller answers are not counted: a connection has one under way, and connections are bounded. */
const LEAST_COUNTED = 64 * 1024

/** Bounds the bytes of large answers under way together: clients that read slowly must not fill the memory. */
export function registerAnswerMemory(app: FastifyInstance, most: number): void {
  let held = 0
  app.decorateReply('holdMemory', function holdMemory(this: FastifyReply, bytes: number) {
    // Nothing lies in memory for a client that has gone away, nor is its end told again.
    if (bytes < LEAST_COUNTED || this.raw.destroyed) return
    // One alone is let through, however large.
    if (held > 0 && held + bytes > most)
      throw new ColophonError('busy', 'Too many large answers are being sent. Try again in a few seconds.')
    held += bytes
    this.raw.once('close', () => {
      held -= bytes
    })
  })
}
