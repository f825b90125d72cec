import rateLimit from '@fastify/rate-limit'
import type { FastifyRequest } from 'fastify'

/** Who asks: an IPv4 address, or the network of 64 bits that an IPv6 address lies in, of which one person has all. */
export function clientOf({ ip }: Pick<FastifyRequest, 'ip'>): string {
  return rateLimit.normalizeIP(ip, 64)
}
