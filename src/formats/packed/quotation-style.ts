/** Names of styles that set paragraphs off as quotations: those of Word, LibreOffice and pandoc, and what writers call theirs. */
const QUOTATION =
  /^(?:intense )?(?:block ?)?(?:quot(?:e|es|ation|ations)|text|zitat|blockzitat|citation|cita|citazione|citaat|extract)$/i
/** These are the styles of running text. */
const RUNNING = /^text$/i

/** Whether a style, by its name, is one of quotations. */
export function isQuotationStyle(name: string): boolean {
  const plain = name.replaceAll('_20_', ' ').trim()
  return QUOTATION.test(plain) && !RUNNING.test(plain)
}

/** Whether a style, by its name, is one of program code. */
export function isCodeStyle(name: string): boolean {
  return /^(?:source code|html preformatted|preformatted text|verbatim)$/i.test(
    name.replaceAll('_20_', ' ').replaceAll('_', ' '),
  )
}

/** The depth of a heading, by the name of its style; undefined for other styles. */
export function headingLevel(name: string): number | undefined {
  const [, level] = /^(?:heading|title|subtitle)[ _]?(?:20_)?([1-9])?$/i.exec(name.trim()) ?? []
  return /^(?:heading|title|subtitle)/i.test(name) ? Math.min(6, Number(level ?? 1)) : undefined
}

/** Names of styles of which each is made from another: told by the first of them that is known. */
export class Styles {
  readonly #styles = new Map<string, { name: string; parent: string | undefined }>()

  add(id: string, name: string, parent: string | undefined): void {
    this.#styles.set(id, { name, parent })
  }

  /** The ids of all of them. */
  ids(): Iterable<string> {
    return this.#styles.keys()
  }

  /** What a style is called and all that it is made from, itself first. */
  namesOf(id: string | undefined): string[] {
    const names: string[] = []
    const seen = new Set<string>()
    for (let next = id; next !== undefined && !seen.has(next); next = this.#styles.get(next)?.parent) {
      seen.add(next)
      names.push(this.#styles.get(next)?.name ?? next)
    }
    return names
  }
}
