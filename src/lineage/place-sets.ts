/** Places that carry each other's text, as disjoint sets. */
export class PlaceSets {
  readonly #parent = new Map<string, string>()

  of(place: string): string {
    let root = place
    for (let next = this.#parent.get(root); next !== undefined; next = this.#parent.get(root)) root = next
    return root
  }

  join(a: string, b: string): void {
    const [root, other] = [this.of(a), this.of(b)]
    if (root !== other) this.#parent.set(other, root)
  }
}
