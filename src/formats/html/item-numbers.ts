/** Numbers the items of ordered lists as browsers do (HTML, 4.4.5 and 4.4.8). */
export class ItemNumbers {
  /** For each list that is open the next number and the step; undefined for one without numbers. */
  readonly #lists: ({ next: number; step: 1 | -1 } | undefined)[] = []

  /** Takes note of an element; answers the number of an item of an ordered list. */
  enter(name: string, attributes: ReadonlyMap<string, string>): number | undefined {
    if (name === 'ol') {
      const step = attributes.has('reversed') ? -1 : 1
      this.#lists.push({ next: integer(attributes.get('start')) ?? 1, step })
    } else if (LISTS.has(name)) this.#lists.push(undefined)
    const list = this.#lists.at(-1)
    if (name !== 'li' || list === undefined) return undefined
    const number = integer(attributes.get('value')) ?? list.next
    list.next = number + list.step
    return number
  }

  leave(name: string): void {
    if (name === 'ol' || LISTS.has(name)) this.#lists.pop()
  }
}

const LISTS = new Set(['ul', 'menu', 'dir'])

function integer(text: string | undefined): number | undefined {
  const [, digits] = /^\s*([+-]?\d{1,9})/.exec(text ?? '') ?? []
  return digits === undefined ? undefined : Number(digits)
}
