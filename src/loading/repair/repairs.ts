import type { Assembly } from '../assemble.ts'
import { PARAGRAPH_KINDS } from '../block.ts'
import type { Lifted, Reading } from '../reading.ts'
import type { Relocation, Repair } from './repair.ts'

/** Code points of text shown on each side of a repair. */
const CONTEXT = 12

/** Every place where the text was changed, or where it could not be decided, in the order of the source. */
export function listRepairs({ blocks, segments, pieces }: Assembly): Repair[] {
  return pieces.flatMap(({ repair }, index) => {
    const { target, start, end, op } = segments[index]!
    if (repair === undefined || target === undefined || !('block' in target)) return []
    const { before, after } = around(blocks[target.block]!.text, target.start, target.end)
    return [
      { segment: index, ...repair, op, start, end, block: target.block, at: target.start, before, after },
    ]
  })
}

/** Each code point has at most two UTF-16 units: a slice of twice the length holds enough of them. */
function around(text: string, start: number, end: number): { before: string; after: string } {
  const [from, to] = [unitOffset(text, start), unitOffset(text, end)]
  const before = [...text.slice(Math.max(0, from - 2 * CONTEXT - 1), from)].slice(-CONTEXT)
  const after = [...text.slice(to, to + 2 * CONTEXT)].slice(0, CONTEXT)
  return { before: before.join(''), after: after.join('') }
}

function unitOffset(text: string, codePoint: number): number {
  if (!/[\ud800-\udbff]/.test(text)) return codePoint
  let unit = 0
  for (let left = codePoint; left > 0 && unit < text.length; left--) {
    unit += text.codePointAt(unit)! > 0xffff ? 2 : 1
  }
  return unit
}

/** Every run of blocks that was lifted out, with where it stood; offsets in bytes by `offset`. */
export function listRelocations(reading: Reading, offset: (unit: number) => number): Relocation[] {
  return reading.lifted.map((lifted) => ({
    what: lifted.what,
    start: offset(lifted.start),
    end: offset(lifted.end),
    from: placeOf(reading, lifted),
    to: lifted.to,
  }))
}

function placeOf(reading: Reading, lifted: Lifted): string {
  let number = 0
  let before = 0
  let after = Number.POSITIVE_INFINITY
  let nearest = -1
  let next = Number.POSITIVE_INFINITY
  for (const unit of reading.units) {
    if (!PARAGRAPH_KINDS.has(unit.parts[0]!.kind)) continue
    number++
    for (const part of unit.parts) {
      if (part.end <= lifted.start && part.end > nearest) [nearest, before] = [part.end, number]
      if (part.start >= lifted.end && part.start < next) [next, after] = [part.start, number]
    }
  }
  if (before === after) return `inside paragraph ${before}`
  if (before === 0) return 'before the first paragraph'
  return after === Number.POSITIVE_INFINITY ? 'after the last paragraph' : `after paragraph ${before}`
}
