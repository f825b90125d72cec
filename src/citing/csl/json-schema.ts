/** CSL-JSON 1.0.2 (csl-data.json of the Citation Style Language project), with bounds on what is taken. */
import Type, { type TSchema } from 'typebox'
import { CSL_ITEM_TYPES } from '../../loading/metadata/item-types.ts'
import { DATE_VARIABLES, NAME_VARIABLES, TEXT_VARIABLES } from './variables.ts'

const closed = { additionalProperties: false }
const Text = Type.Union([Type.String({ maxLength: 20_000 }), Type.Number()])
const Short = Type.String({ maxLength: 1000 })
const Flag = Type.Union([Type.String({ maxLength: 100 }), Type.Number(), Type.Boolean()])
const DatePart = Type.Union([Type.String({ maxLength: 10, pattern: '^-?\\d+$' }), Type.Integer()])

const Name = Type.Object(
  {
    ...optional(
      ['family', 'given', 'dropping-particle', 'non-dropping-particle', 'suffix', 'literal'],
      Short,
    ),
    ...optional(['comma-suffix', 'static-ordering', 'parse-names'], Flag),
  },
  closed,
)

const CslDateSchema = Type.Object(
  {
    'date-parts': Type.Optional(
      Type.Array(Type.Array(DatePart, { minItems: 1, maxItems: 3 }), { minItems: 1, maxItems: 2 }),
    ),
    season: Type.Optional(Type.Union([Type.String({ maxLength: 100 }), Type.Integer()])),
    circa: Type.Optional(Flag),
    ...optional(['literal', 'raw'], Short),
  },
  closed,
)

const ref = (name: 'Name' | 'Date' | 'Text') => Type.Ref(`#/$defs/${name}`)

/**
 * One item as other programs write it. The kinds of fields are defined once: to compile them for each of a hundred
 * fields took half a second.
 */
export const CslItemSchema = Type.Object(
  {
    id: Type.Union([Type.String({ minLength: 1, maxLength: 500 }), Type.Number()]),
    type: Type.Union(CSL_ITEM_TYPES.map((type) => Type.Literal(type))),
    categories: Type.Optional(Type.Array(Short, { maxItems: 100 })),
    custom: Type.Optional(Type.Object({})),
    ...optional(NAME_VARIABLES, Type.Array(ref('Name'), { maxItems: 1000 })),
    ...optional(DATE_VARIABLES, ref('Date')),
    ...optional(TEXT_VARIABLES, ref('Text')),
  },
  { ...closed, $defs: { Name, Date: CslDateSchema, Text } },
)

function optional(names: readonly string[], schema: TSchema): Record<string, TSchema> {
  return Object.fromEntries(names.map((name) => [name, Type.Optional(schema)]))
}
