import { timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Archive } from '../../archive/archive.ts'
import { parseAccessKey } from '../../identity/access-key.ts'
import { sha256 } from '../../identity/digest.ts'
import type { Scope } from '../../store/access-keys.ts'
import { Problem } from '../../wire/problems.ts'

/** RFC 6750 §3: with an error only when there was a token. */
function challenge(parameters: Record<string, string>): Record<string, string> {
  const printed = Object.entries({ realm: 'colophon', ...parameters }).map(
    ([name, value]) => `${name}="${value}"`,
  )
  return { 'www-authenticate': `Bearer ${printed.join(', ')}` }
}

/** Lets a request through only with a bearer key (RFC 6750) that is in force and has the scope, or another that does. */
export async function authorize(
  archive: Archive,
  request: FastifyRequest,
  scope: Scope,
  ...others: Scope[]
): Promise<void> {
  const token = /^bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1]
  const presented = token === undefined ? null : parseAccessKey(token)
  const key = presented && (await archive.reads.accessKeys.byId(presented.id))
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
      challenge(token === undefined ? {} : { error: 'invalid_token' }),
    )
  }
  if (![scope, ...others, 'admin' as const].some((enough) => key.scopes.includes(enough))) {
    throw new Problem(
      'forbidden',
      `The key lacks the scope "${scope}". Ask the operator for one that has it.`,
      {},
      challenge({ error: 'insufficient_scope', scope }),
    )
  }
}

function sameDigest(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}
