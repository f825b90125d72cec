import { Type } from 'typebox'
import { Problem } from '../../wire/problems.ts'

/** Schema of `?fields=` of a list whose items have these members. */
export const Fields = (known: readonly string[]) =>
  Type.Optional(
    Type.String({
      maxLength: 200,
      description: `The members that each item is to have, with commas between them; all when left out: ${known.map((name) => `\`${name}\``).join(', ')}.`,
    }),
  )

/**
 * The members that `?fields=` asks for, in the order in which items have them; undefined when it asks for none.
 *
 * @throws Problem `invalid_parameter` for one that there is not
 */
export function readFields<T extends string>(
  typed: string | undefined,
  known: readonly T[],
): readonly T[] | undefined {
  if (typed === undefined) return undefined
  const asked = new Set(typed.split(',').map((name) => name.trim()))
  for (const name of asked) {
    if (known.includes(name as T)) continue
    throw new Problem(
      'invalid_parameter',
      `"fields" names ${JSON.stringify(name)}, which items do not have. Use some of: ${known.join(', ')}.`,
    )
  }
  return known.filter((name) => asked.has(name))
}
