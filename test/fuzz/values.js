/** Values: as a schema has them, as the archive has them, and as nobody should send them. */
import fc from 'fast-check'
import { resolved } from './description.js'

/** What is meant to break a reader of text. */
const HOSTILE_TEXTS = [
  ...['', ' ', '\0', '\u0007', '\ud800', '\udfff\ud800', '\u202e', '\ufeff', 'e\u0301'.repeat(500), '🏳️‍🌈'],
  ...[
    '"',
    "' OR 1=1 --",
    '"a" NEAR b',
    'a AND',
    '*',
    'title:x',
    '../../etc/passwd',
    '..%2f',
    '%00',
    '%ff',
    '{{x}}',
  ],
  ...[
    '<script>alert(1)</script>',
    'a\r\nX-Evil: 1',
    '__proto__',
    'constructor',
    'toString',
    '$ref',
    '-1',
    '1e309',
  ],
  ...[
    '9'.repeat(400),
    'a'.repeat(3000),
    'NaN',
    'null',
    'true',
    '[]',
    '0x10',
    '１',
    '२०२४',
    '\u0130ı',
    'ﬃ',
    '…',
  ],
  ...['a '.repeat(800), '[...]'.repeat(60), '“”'.repeat(300), 'ـ'.repeat(900), '\u0301'.repeat(900)],
]

const hostileText = fc.constantFrom(...HOSTILE_TEXTS)
const anyText = fc.oneof(
  { weight: 4, arbitrary: fc.lorem({ maxCount: 12 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 2, arbitrary: hostileText },
)
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  hostileText,
  fc.constantFrom(null, 0, -1, 2 ** 53, 1.5, [], {}, [[[[]]]], true),
)

/** @returns {fc.Arbitrary<unknown>} mostly what the schema allows, now and then something else */
export function valueBy(schema, components, depth = 0) {
  const fitting = fittingValue(resolved(schema, components) ?? {}, components, depth)
  return fc.oneof({ weight: 30, arbitrary: fitting }, { weight: 1, arbitrary: anything })
}

function fittingValue(schema, components, depth) {
  if (depth > 5) return fc.constant(null)
  const inner = (part) => valueBy(part, components, depth + 1)
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map(inner))
  if (schema.allOf) return fc.tuple(...schema.allOf.map(inner)).map((parts) => Object.assign({}, ...parts))
  switch ([schema.type].flat()[0]) {
    case 'integer':
    case 'number':
      return fc.integer({ min: schema.minimum ?? -5, max: schema.maximum ?? 2000 })
    case 'boolean':
      return fc.boolean()
    case 'array':
      return fc.array(inner(schema.items ?? {}), { maxLength: 5 })
    case 'object':
      return objectOf(schema, inner)
    case 'null':
      return fc.constant(null)
    default:
      return anyText
  }
}

function objectOf({ properties = {}, required = [] }, inner) {
  const members = Object.entries(properties).map(([name, part]) => [name, inner(part)])
  const record = fc.record(Object.fromEntries(members), {
    requiredKeys: required.filter((name) => properties[name]),
  })
  const more = fc.dictionary(fc.oneof(fc.string({ maxLength: 8 }), hostileText), anything, { maxKeys: 1 })
  return fc.oneof(
    { weight: 8, arbitrary: record },
    { weight: 1, arbitrary: fc.tuple(record, more).map(([known, other]) => ({ ...known, ...other })) },
  )
}

/** @returns {fc.Arbitrary<string>} a text as it may stand in an address: one that is there more often than not */
export function textOf(schema, known, components) {
  const typed = valueBy(schema, components).map((value) =>
    typeof value === 'string' ? value : JSON.stringify(value),
  )
  return known.length === 0
    ? typed
    : fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: typed })
}
