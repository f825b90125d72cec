import { timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Archive } from '../../archive/archive.ts'
import { parseAccessKey } from '../../identity/access-key.ts'
import { sha256 } from '../../identity/digest.ts'
import { findAccessKey, type Scope } from '../../store/access-keys.ts'
import { Problem } from '../problems.ts'

const CHALLENGE = { 'www-authenticate': 'Bearer realm="colophon"' }

/** Lets a request through only with a bearer key (RFC 6750) that is in force and has the scope. */
export function authorize(archive: Archive, request: FastifyRequest, scope: Scope): void {
  const [scheme, token] = (request.headers.authorization ?? '').split(' ')
  const presented = scheme?.toLowerCase() === 'bearer' ? parseAccessKey(token ?? '') : null
  const key = presented && findAccessKey(archive.connection.sql, presented.id)
  if (
    !presented ||
    !key ||
    key.revokedAt !== null ||
    !sameDigest(sha256(presented.secret), key.secretSha256)
  ) {
    throw new Problem(
      'unauthorized',
      `Send "Authorization: Bearer KEY" with a key of scope "${scope}"; the operator makes one with \`colophon key create\`.`,
      {},
      CHALLENGE,
    )
  }
  if (!key.scopes.includes(scope) && !key.scopes.includes('admin')) {
    throw new Problem(
      'forbidden',
      `The key lacks the scope "${scope}". Ask the operator for one that has it.`,
    )
  }
}

function sameDigest(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}
