/** What a request means of a text: DTS 1.0, "Usage of `down`, `ref`, `start` and `end`". */
import { ColophonError } from '../errors.ts'
import type { CitableUnit, CitationTree } from './citation-tree.ts'

/** How units are asked for. */
export interface Asked {
  ref?: string | undefined
  start?: string | undefined
  end?: string | undefined
  tree?: string | undefined
}

/** The units that were named; `units` are all of the tree. */
export interface Selection {
  units: readonly CitableUnit[]
  ref?: CitableUnit
  range?: { start: CitableUnit; end: CitableUnit }
}

/** @throws ColophonError `invalid_parameter` for what cannot be asked together, `not_found` for what the text does not have */
export function selection(trees: readonly CitationTree[], { ref, start, end, tree: name }: Asked): Selection {
  if (ref !== undefined && (start !== undefined || end !== undefined))
    throw refused('"ref" goes without "start" and "end".')
  if ((start === undefined) !== (end === undefined)) throw refused('"start" and "end" go together.')
  const tree = trees.find(({ identifier }) => identifier === name)
  if (!tree)
    throw missing(
      `The text has no citation tree ${JSON.stringify(name)}; without "tree", paragraphs are meant.`,
    )
  const units = tree.units()
  const unit = (identifier: string) => {
    const found = units.find((one) => one.identifier === identifier)
    if (found) return found
    throw missing(`The text has no ${tree.citeTypes[0]} ${JSON.stringify(identifier)}.`)
  }
  if (ref !== undefined) return { units, ref: unit(ref) }
  if (start === undefined || end === undefined) return { units }
  const range = { start: unit(start), end: unit(end) }
  if (units.indexOf(range.start) > units.indexOf(range.end)) throw refused('"start" comes after "end".')
  return { units, range }
}

/**
 * The members of an answer; undefined when it has none.
 *
 * @param down how many levels, -1 for all, 0 for those beside `ref`
 * @throws ColophonError `invalid_parameter` for what means nothing
 */
export function membersOf(selected: Selection, down: number | undefined): CitableUnit[] | undefined {
  const { units, ref, range } = selected
  if (down === undefined) {
    if (ref || range) return undefined
    throw refused('Say what is wanted: "down", "ref", or "start" and "end".')
  }
  if (down === 0) {
    if (ref) return units.filter(({ parent }) => parent === ref.parent)
    throw refused('"down" is 0 with "ref" alone: those beside it.')
  }
  const base = ref?.level ?? (range ? Math.max(range.start.level, range.end.level) : 0)
  const deepest = down === -1 ? Number.POSITIVE_INFINITY : base + down
  return within(selected).filter(({ level }) => level <= deepest)
}

/** The units from the first that was named to the last in the last: all, when none was. */
function within({ units, ref, range }: Selection): readonly CitableUnit[] {
  const [first, last] = ref ? [ref, ref] : [range?.start, range?.end]
  if (!first || !last) return units
  const at = units.indexOf(last)
  const after = units.findIndex(({ level }, index) => index > at && level <= last.level)
  return units.slice(units.indexOf(first), after === -1 ? undefined : after)
}

function refused(detail: string): ColophonError {
  return new ColophonError('invalid_parameter', detail)
}

function missing(detail: string): ColophonError {
  return new ColophonError('not_found', detail)
}
