/** What the description of the API says: its operations, and their answers. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

const METHODS = ['get', 'put', 'post', 'patch', 'delete']

/**
 * @typedef {{name: string, in: 'path' | 'query' | 'header', required?: boolean, schema: object}} Parameter
 * @typedef {{method: string, path: string, id: string, parameters: Parameter[],
 *   bodies: Record<string, {schema?: object}>, responses: Record<string, {content?: Record<string, {schema?: object}>}>,
 *   secured: boolean}} Operation
 */

/** @returns {{components: object, operations: Operation[]}} */
export function readDescription() {
  const { paths, components } = parse(readFileSync(new URL('../../openapi.yaml', import.meta.url), 'utf8'))
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]).map((method) => {
      const { operationId, parameters = [], requestBody, responses, security } = item[method]
      return {
        method: method.toUpperCase(),
        path,
        id: operationId,
        parameters,
        bodies: requestBody?.content ?? {},
        responses,
        secured: (security?.length ?? 0) > 0,
      }
    }),
  )
  return { components, operations }
}

/** What a schema refers to, when it does. */
export function resolved(schema, components) {
  const [, name] = /^#\/components\/schemas\/(.+)$/.exec(schema?.$ref ?? '') ?? []
  return name === undefined ? schema : resolved(components.schemas[name], components)
}
