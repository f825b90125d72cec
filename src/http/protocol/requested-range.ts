import type { FastifyRequest } from 'fastify'
import { Problem } from '../../wire/problems.ts'

/** Bytes of a file, both ends inclusive. */
export interface RequestedRange {
  start: number
  end: number
}

/**
 * The one range of bytes that a GET asks for (RFC 9110 §14). Several at once, other units, what is none, and a range
 * of what has another entity tag by now are answered with the whole: undefined.
 *
 * @throws Problem `range_not_satisfiable`
 */
export function requestedRange(
  { method, headers: { range, 'if-range': ifRange } }: FastifyRequest,
  { etag, length }: { etag: string; length: number },
): RequestedRange | undefined {
  if (method !== 'GET' || range === undefined || (ifRange !== undefined && ifRange !== etag)) return undefined
  const match = range.length <= 100 && /^bytes=(\d{0,15})-(\d{0,15})$/i.exec(range.replaceAll(' ', ''))
  if (!match) return undefined
  const [, first = '', last = ''] = match
  if (first === '' && last === '') return undefined
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined
  const start = first === '' ? Math.max(0, length - Number(last)) : Number(first)
  const end = first === '' || last === '' ? length - 1 : Math.min(Number(last), length - 1)
  if (start < length) return { start, end }
  throw new Problem(
    'range_not_satisfiable',
    `The file has ${length} bytes; ask for a range within them.`,
    {},
    { 'content-range': `bytes */${length}` },
  )
}
