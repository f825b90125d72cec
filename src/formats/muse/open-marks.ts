interface OpenMark {
  name: string
  at: number
}

/** Marks that are open: a closing one ends the innermost of its name and all within it. */
export class OpenMarks {
  readonly #open: OpenMark[] = []
  readonly #counts = new Map<string, number>()

  get innermost(): OpenMark | undefined {
    return this.#open.at(-1)
  }

  push(name: string, at: number): void {
    this.#open.push({ name, at })
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1)
  }

  /** Ends what is open under a name; false where nothing is. */
  close(name: string): boolean {
    if ((this.#counts.get(name) ?? 0) === 0) return false
    for (let last = this.#open.pop(); last; last = this.#open.pop()) {
      this.#counts.set(last.name, this.#counts.get(last.name)! - 1)
      if (last.name === name) break
    }
    return true
  }
}
