/** The second numberings of a work's paragraphs, as a manifest has them → in one spelling, checked. */
import { closest } from 'fastest-levenshtein'
import { labelMeant, NUMBERING_LABELS } from '../../numbering/labels.ts'
import { type GivenNumbering, runsOf, valuesOf } from '../../numbering/numbering.ts'

/** Values as a list, one for each paragraph, become values by number; a number a text; a label its one name. */
export function speltLocators(value: unknown): unknown {
  return Array.isArray(value) ? value.map(speltNumbering) : value
}

function speltNumbering(said: unknown): unknown {
  if (!isObject(said)) return said
  const { label, values } = said
  const named = typeof label === 'string' ? labelMeant(label) : undefined
  return {
    ...said,
    ...(named !== undefined && { label: named }),
    ...((Array.isArray(values) || isObject(values)) && { values: speltValues(values) }),
  }
}

/** What a list leaves out with null has no value. */
function speltValues(values: unknown[] | Record<string, unknown>): Record<string, unknown> {
  const named = Array.isArray(values)
    ? values.map((value, at): [string, unknown] => [`${at + 1}`, value])
    : Object.entries(values)
  return Object.fromEntries(
    named
      .filter(([, value]) => value !== null)
      .map(([key, value]) => [
        key.trim().replace(/[\u2010-\u2015]/, '-'),
        typeof value === 'number' ? `${value}` : value,
      ]),
  )
}

/** The numberings with values in order. `refuse` is called with the path of what is wrong and the cure. */
export function checkedLocators(
  numberings: readonly GivenNumbering[],
  refuse: (path: string, what: string) => never,
): GivenNumbering[] {
  const labels = numberings.map(({ label }) => label)
  return numberings.map(({ values, ...rest }, at) => {
    const path = `/locators/${at}`
    if (labels.indexOf(rest.label) < at)
      refuse(`${path}/label`, 'stands twice; put its values into one of the two')
    for (const key of Object.keys(values)) {
      const [from, to = from] = key.split('-').map(Number)
      if (from! > to!)
        refuse(`${path}/values/${key}`, 'ends before it begins; write "1-3" for paragraphs 1 to 3')
    }
    const runs = runsOf(values)
    const twice = runs.find((run, n) => n > 0 && run.from <= runs[n - 1]!.to)
    if (twice)
      refuse(`${path}/values`, `say two things of paragraph ${twice.from}; write "12–13" for two pages`)
    return { ...rest, values: valuesOf(runs) }
  })
}

/** Why a label is none. */
export function noLabel(label: unknown): string {
  const near = closest(String(label).slice(0, 100), [...NUMBERING_LABELS])
  const counted = label === 'paragraph' ? 'The archive counts the paragraphs itself. ' : ''
  return `is no label of a numbering; did you mean "${near}"? ${counted}Labels: ${NUMBERING_LABELS.join(', ')}`
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
