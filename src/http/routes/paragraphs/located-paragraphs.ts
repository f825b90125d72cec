import { labelMeant } from '../../../numbering/labels.ts'
import { type NumberedRun, type Numbering, runsAt } from '../../../numbering/numbering.ts'
import { Problem } from '../../../wire/problems.ts'

/**
 * The paragraphs at a place of a second numbering, `page:12`, as far as they are among those from one number to another.
 *
 * @throws Problem `invalid_parameter` when the place is none, or the text has no such numbering
 */
export function runsLocated(
  numberings: readonly Numbering[],
  locator: string,
  { from, to }: Pick<NumberedRun, 'from' | 'to'>,
): Pick<NumberedRun, 'from' | 'to'>[] {
  const colon = locator.indexOf(':')
  const place = locator.slice(colon + 1).trim()
  const label = labelMeant(locator.slice(0, Math.max(0, colon)))
  if (label === undefined || place === '')
    throw new Problem(
      'invalid_parameter',
      `"locator" is no place. Send a label and a place, such as page:12; ${labelsOf(numberings)}`,
    )
  const numbering = numberings.find((one) => one.label === label)
  if (!numbering)
    throw new Problem('invalid_parameter', `The text has no numbering "${label}"; ${labelsOf(numberings)}`)
  return runsAt(numbering, place)
    .map((run) => ({ from: Math.max(from, run.from), to: Math.min(to, run.to) }))
    .filter((run) => run.from <= run.to)
}

function labelsOf(numberings: readonly Numbering[]): string {
  if (numberings.length === 0) return 'its metadata give none.'
  return `it has ${numberings.map(({ label }) => label).join(', ')}.`
}
