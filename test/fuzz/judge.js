/** Whether an answer is what the description says of it. */
import { Ajv2020 } from 'ajv/dist/2020.js'

/** Statuses of the server's own that it may answer with: not implemented, busy, full. */
const EXCUSED = new Set([501, 503, 507])

/** @returns {(operation: object | undefined, answer: {status: number, type: string, body: string}) => string | undefined} what is wrong */
export function judgeBy(components) {
  const ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema({ $id: 'api', components })
  const validators = new Map()
  const conforms = (schema, value) => {
    if (!validators.has(schema)) validators.set(schema, ajv.compile(absolute(schema)))
    return validators.get(schema)(value)
  }
  const faultIn = (responses, { status, type, body }) => {
    const declared = responses[status] ?? responses[`${String(status)[0]}XX`]
    if (!declared) return `undeclared status ${status}`
    // These have no content, whatever is declared for their resource.
    if (status === 304 || body === '') return undefined
    const media = mediaOf(declared.content ?? {}, type)
    if (!media) return `undeclared type ${type || 'none'} with status ${status}`
    const isRight = !isJson(type) || !media.schema || conforms(media.schema, JSON.parse(body))
    return isRight ? undefined : `a body that its schema does not allow, with status ${status}`
  }
  return (operation, answer) => {
    const { status, type, body } = answer
    if (status >= 500 && !EXCUSED.has(status)) return `status ${status}`
    if (operation) return faultIn(operation.responses, answer)
    const isProblem = /^(?:application\/problem\+json|text\/html)\b/.test(type) || body === ''
    return status >= 400 && !isProblem ? `no problem with status ${status}` : undefined
  }
}

function isJson(type) {
  return /[/+]json\s*(?:;|$)/.test(type)
}

/** The declared media type that an answer has: ranges such as text/* and parameters are understood. */
function mediaOf(content, type) {
  const bare = type.split(';')[0].trim().toLowerCase()
  const found = Object.entries(content).find(([declared]) => {
    const name = declared.split(';')[0].trim().toLowerCase()
    return name === bare || name === '*/*' || (name.endsWith('/*') && bare.startsWith(name.slice(0, -1)))
  })
  return found?.[1]
}

/** References of the description begin at its root. */
function absolute(schema) {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"api#/components'))
}
