import { Ajv, type AnySchemaObject } from 'ajv'
import type { FastifyInstance } from 'fastify'
import { Problem } from '../problems.ts'

/**
 * Validation by the routes' schemas. Addresses carry text, so numbers are read from it there; bodies must
 * have the right types. Parameters that no schema names are refused, with the names that there are.
 */
export function registerValidation(app: FastifyInstance): void {
  const options = { allErrors: false, removeAdditional: false, strict: false } as const
  const ofAddress = new Ajv({ ...options, coerceTypes: true, useDefaults: true })
  const ofBody = new Ajv({ ...options, coerceTypes: false, useDefaults: true })
  app.setValidatorCompiler<AnySchemaObject>(({ schema, httpPart }) => {
    const validate = (httpPart === 'body' ? ofBody : ofAddress).compile(schema)
    return (data) => {
      if (validate(data)) return { value: data }
      const [error] = validate.errors!
      if (error!.keyword === 'additionalProperties') {
        Object.assign(error!.params, { allowed: Object.keys(schema['properties'] as object) })
      }
      return {
        error: Object.assign(new Error(error!.message), {
          validation: validate.errors,
          validationContext: httpPart,
        }),
      }
    }
  })
  app.setSerializerCompiler(() => (data) => JSON.stringify(data))
  app.addHook('onRoute', (route) => {
    const closed = { type: 'object', properties: {}, additionalProperties: false }
    route.schema = { querystring: closed, ...route.schema }
  })
  app.addHook('onRequest', ({ raw: { url = '' } }, _reply, done) => {
    const at = url.indexOf('?')
    done(at >= 0 && url.includes('%', at) ? refusedQuery(url.slice(at + 1)) : undefined)
  })
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
