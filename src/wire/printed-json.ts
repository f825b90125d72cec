import { joinBytes } from '../bounds/long-bytes.ts'
import { nextTurn } from '../bounds/next-turn.ts'

/** Items printed at a time: a few milliseconds of work. */
const AT_ONCE = 200

/** A long list some items at a time: between two parts others have their turn. */
export async function* inParts<T>(items: readonly T[]): AsyncGenerator<T[]> {
  for (let from = 0; from < items.length; from += AT_ONCE) {
    if (from > 0) await nextTurn()
    yield items.slice(from, from + AT_ONCE)
  }
}

/** A list of JSON in parts, printed as its items come. */
export async function printList<T>(items: AsyncIterable<T[]>, view: (item: T) => object): Promise<Buffer[]> {
  const printed = [Buffer.from('[')]
  for await (const some of items) {
    if (some.length === 0) continue
    const before = printed.length > 1 ? ',' : ''
    printed.push(Buffer.from(before + some.map((item) => JSON.stringify(view(item))).join(',')))
  }
  printed.push(Buffer.from(']'))
  return printed
}

/** An object of JSON whose last members are printed already, in parts. */
export function printObject(head: object, printed: Record<string, readonly Buffer[]>): Promise<Buffer> {
  const members = Object.entries(printed).flatMap(([name, parts]) => [
    Buffer.from(`,${JSON.stringify(name)}:`),
    ...parts,
  ])
  return joinBytes([Buffer.from(JSON.stringify(head).slice(0, -1)), ...members, Buffer.from('}\n')])
}
