import type { FastifyInstance } from 'fastify'

/** An answer but for the second in which it was made, which OAI-PMH has in the body too. */
export function sameButTimes({ statusCode, headers, body }: Awaited<ReturnType<FastifyInstance['inject']>>) {
  const { date: _, 'repr-digest': digest, ...fields } = headers
  const text = body.replace(/<responseDate>[^<]*<\/responseDate>/, '')
  return { statusCode, text, fields: text === body ? { ...fields, digest } : fields }
}
