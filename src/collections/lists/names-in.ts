import type { Name } from '../../loading/metadata/metadata.ts'

const SUFFIX = /^(?:jr|sr|i{2,3}|iv)\.?$/i

/** The names in a cell, separated by semicolons. */
export function namesIn(cell: string): Name[] {
  return cell
    .split(';')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map(nameOf)
}

/** `Doe, Jane` and `Doe, Jr., Jane` have their parts; of what has no comma nobody knows them. */
function nameOf(text: string): Name {
  const [family, second, third, ...rest] = text.split(',').map((part) => part.trim())
  if (!family || !second || rest.length > 0) return { literal: text }
  if (third === undefined) return { family, given: second }
  if (SUFFIX.test(second)) return { family, given: third, suffix: second }
  return SUFFIX.test(third) ? { family, given: second, suffix: third } : { literal: text }
}
