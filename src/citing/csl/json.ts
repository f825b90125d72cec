/** CSL-JSON of other programs, read as items. */
import type { ErrorObject } from 'ajv'
import { ColophonError } from '../../errors.ts'
import { faultOf } from '../../json-schema.ts'
import { MOST_ITEMS } from '../many.ts'
import type { CslDate, CslItem } from './item.ts'
import { CslItemSchema } from './json-schema.ts'
import { DATE_VARIABLES, TEXT_VARIABLES } from './variables.ts'

/** Characters of one item as JSON. */
const LONGEST_ITEM = 200_000

/** Checked against the schema of CSL-JSON 1.0.2. Throws ColophonError `invalid_item` whose details have a `pointer`. */
export function readCslItems(value: unknown): CslItem[] {
  if (!Array.isArray(value)) refuse('', 'CSL-JSON is an array of items.')
  if (value.length > MOST_ITEMS) refuse('', `There are ${value.length} items, more than ${MOST_ITEMS}.`)
  for (const [n, item] of value.entries()) {
    const fault = faultOf(CslItemSchema, item)
    if (fault) refuseError(`/${n}`, fault)
    if (JSON.stringify(item).length > LONGEST_ITEM)
      refuse(`/${n}`, `has more than ${LONGEST_ITEM} characters; leave out what no citation prints.`)
  }
  return value.map(readItem)
}

/** Numbers become text and text dates numbers, so that there is one shape. */
function readItem(item: Record<string, unknown>): CslItem {
  const { custom: _, categories: __, ...read } = item
  for (const name of ['id', ...TEXT_VARIABLES]) {
    if (typeof read[name] === 'number') read[name] = `${read[name]}`
  }
  for (const name of DATE_VARIABLES) {
    const date = read[name] as CslDate | undefined
    const parts = date?.['date-parts']
    if (parts) read[name] = { ...date, 'date-parts': parts.map((point) => point.map(Number)) }
  }
  return read as CslItem
}

function refuseError(pointer: string, { instancePath, keyword, params, message, data }: ErrorObject): never {
  const at = pointer + instancePath
  if (keyword === 'additionalProperties')
    refuse(`${at}/${params['additionalProperty']}`, 'is no field of CSL-JSON 1.0.2; leave it out.')
  if (instancePath === '/type')
    refuse(at, `is ${JSON.stringify(data)}, which is not an item type of CSL 1.0.2.`)
  if (keyword === 'anyOf') refuse(at, `cannot be ${JSON.stringify(data)?.slice(0, 100)}.`)
  refuse(at, `${message}.`)
}

function refuse(pointer: string, message: string): never {
  throw new ColophonError('invalid_item', pointer === '' ? message : `${pointer} ${message}`, { pointer })
}
