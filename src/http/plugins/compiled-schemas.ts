import { Ajv, type AnySchemaObject, type Options, type ValidateFunction } from 'ajv'

/**
 * Schemas that are compiled when something is first checked by them: those of all routes take a third of a second, and
 * most requests need three. Many routes have the same schema, and every application of a process has the same routes.
 */
export class CompiledSchemas {
  readonly #ajv: Ajv
  readonly #known = new Map<string, ValidateFunction>()

  constructor(options: Options) {
    this.#ajv = new Ajv(options)
  }

  /** Gives the function that checks; it is made when it is first asked for. */
  whenAsked(schema: AnySchemaObject): () => ValidateFunction {
    let validate: ValidateFunction | undefined
    return () => {
      validate ??= this.#compiled(schema)
      return validate
    }
  }

  #compiled(schema: AnySchemaObject): ValidateFunction {
    const text = JSON.stringify(schema)
    const validate = this.#known.get(text) ?? this.#ajv.compile(schema)
    this.#known.set(text, validate)
    return validate
  }
}
