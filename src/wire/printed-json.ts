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

/** A list of JSON, printed as its parts come. */
export async function printList<T>(parts: AsyncIterable<T[]>, view: (item: T) => object): Promise<string> {
  const printed: string[] = []
  for await (const part of parts) printed.push(part.map((item) => JSON.stringify(view(item))).join(','))
  return `[${printed.join(',')}]`
}

/** An object of JSON whose last members are printed already. */
export function printObject(head: object, printed: Record<string, string>): string {
  const members = Object.entries(printed).map(([name, json]) => `,${JSON.stringify(name)}:${json}`)
  return `${JSON.stringify(head).slice(0, -1)}${members.join('')}}`
}
