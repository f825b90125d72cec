import type { AnySchemaObject, ErrorObject } from 'ajv'
import type { FastifyInstance } from 'fastify'
import { jsonLine } from '../../wire/body.ts'
import { Problem } from '../../wire/problems.ts'
import { CompiledSchemas } from './compiled-schemas.ts'

const OPTIONS = {
  ...{ allErrors: false, removeAdditional: false, strict: false, useDefaults: true },
  // With what was sent: what is like it can be named.
  verbose: true,
} as const
const ofAddress = new CompiledSchemas({ ...OPTIONS, coerceTypes: true })
const ofBody = new CompiledSchemas({ ...OPTIONS, coerceTypes: false })

/**
 * Validation by the routes' schemas. Addresses carry text, so numbers are read from it there; bodies must
 * have the right types. Parameters that no schema names are refused, with the names that there are.
 */
export function registerValidation(app: FastifyInstance): void {
  app.setValidatorCompiler<AnySchemaObject>(({ schema, httpPart = 'body' }) => {
    const checker = (httpPart === 'body' ? ofBody : ofAddress).whenAsked(schema)
    const allowed = schema['additionalProperties'] === false ? Object.keys(schema['properties']) : undefined
    return (data: unknown) => {
      // Names first: a misspelt parameter would else be reported as the one that is missing.
      const unknown = allowed && unknownName(data, allowed)
      if (unknown !== undefined) return { error: invalid(httpPart, unknownProperty(unknown, allowed!)) }
      const validate = checker()
      return validate(data) ? { value: data } : { error: invalid(httpPart, validate.errors![0]!) }
    }
  })
  app.setSerializerCompiler(() => jsonLine)
  app.addHook('onRoute', (route) => {
    const closed = { type: 'object', properties: {}, additionalProperties: false }
    route.schema = { querystring: closed, ...route.schema }
  })
  app.addHook('onRequest', ({ method, raw: { url = '' } }, _reply, done) => {
    const at = method === 'OPTIONS' ? -1 : url.indexOf('?')
    done(at >= 0 && url.includes('%', at) ? refusedQuery(url.slice(at + 1)) : undefined)
  })
}

function unknownName(data: unknown, allowed: readonly string[]): string | undefined {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return undefined
  return Object.keys(data).find((name) => !allowed.includes(name))
}

/** As Ajv reports it, with the names that there are. */
function unknownProperty(additionalProperty: string, allowed: readonly string[]): ErrorObject {
  const params = { additionalProperty, allowed }
  return { keyword: 'additionalProperties', instancePath: '', schemaPath: '', params }
}

/** What Fastify takes for a failed validation. */
function invalid(validationContext: string, error: ErrorObject) {
  return Object.assign(new Error(error.message), { validation: [error], validationContext })
}

/** Text that cannot be read as it was meant is refused, never mended. */
function refusedQuery(query: string): Problem | undefined {
  try {
    if (!decodeURIComponent(query).includes('\0')) return undefined
  } catch {
    return new Problem(
      'malformed_request',
      'A parameter is not UTF-8 in percent-encoding. Encode the text as UTF-8, then percent-encode it once.',
    )
  }
  return new Problem('invalid_text', 'A parameter holds the character NUL (%00). Leave it out.')
}
