/** The styles that can be asked for. */
import { nextTurn } from '../../bounds/next-turn.ts'
import { nearestNames } from '../../text/nearest-names.ts'
import { UnknownStyleError } from '../errors.ts'
import { bundledLocaleFiles, bundledLocales, Locales } from './locales.ts'
import { type ListedStyle, type Style, styleEntry } from './style.ts'
import { STYLE_ALIASES } from './style-aliases.ts'
import type { StyleDirectory, UnusableFile } from './style-directory.ts'

export { bundledStyles } from './bundled-styles.ts'

/** Files of a directory that are read before other work gets its turn: a few milliseconds. */
const FILES_AT_ONCE = 10
/** Characters by which a style is looked for in the titles. */
const LEAST_OF_TITLE = 4

interface Listing {
  styles: ListedStyle[]
  warnings: string[]
}

/**
 * A fixed set of styles, and those of a directory, found by id or alias. A style of the set stands before one
 * of the same id in the directory: the set's is the one that is tested.
 */
export class StyleRegistry {
  /** The bundled locales and those that the directory has beside them. */
  readonly locales: Locales
  readonly #styles: ReadonlyMap<string, Style>
  readonly #directory: StyleDirectory | undefined
  #listing: Promise<Listing> | undefined

  constructor(styles: Iterable<Style>, directory?: StyleDirectory) {
    this.#styles = new Map([...styles].map((style) => [style.id, style]))
    this.#directory = directory
    this.locales = directory ? new Locales(directory.locales, bundledLocaleFiles()) : bundledLocales()
  }

  /** All styles, by id. The directory's files are read once, a few at a time, at the first call. */
  async list(): Promise<ListedStyle[]> {
    return (await this.#list()).styles
  }

  /** Why files of the directory are left out, in sentences. */
  async warnings(): Promise<string[]> {
    return (await this.#list()).warnings
  }

  /** The style of this id or alias, in any case. Throws UnknownStyleError. */
  find(asked: string): Style {
    const name = asked.toLowerCase()
    const style = this.#get(name) ?? this.#get(STYLE_ALIASES[name] ?? '')
    if (style === undefined) throw this.#unknown(asked)
    return style
  }

  #unknown(asked: string): UnknownStyleError {
    const found = this.#fromDirectory(asked.toLowerCase())
    const fault = found && 'fault' in found ? found.fault : undefined
    const nearest = [...new Set([...nearestNames(asked, this.#names()), ...this.#titled(asked)])].slice(0, 3)
    return new UnknownStyleError(asked, { nearest, names: this.#ids() }, fault)
  }

  /** The styles of the set in whose titles these words stand. */
  #titled(words: string): string[] {
    if (words.length < LEAST_OF_TITLE) return []
    const wanted = words.toLowerCase()
    const styles = [...this.#styles.values()].filter(({ title }) => title.toLowerCase().includes(wanted))
    return styles.map(({ id }) => id)
  }

  #get(id: string): Style | undefined {
    const style = this.#styles.get(id) ?? this.#fromDirectory(id)
    return style && 'fault' in style ? undefined : style
  }

  /** A dependent style with its parent's rules. A parent that is itself dependent is none (CSL 1.0.2). */
  #fromDirectory(id: string): Style | UnusableFile | undefined {
    const file = this.#directory?.read(id)
    if (file === undefined || 'fault' in file) return file
    const { style, parent } = file
    if (parent === null) return style
    const rules = this.#independent(parent) ?? this.#independent(STYLE_ALIASES[parent] ?? '')
    if (rules === undefined) return { fault: `${id}.csl is left out: its parent ${parent} is not there.` }
    const { category, defaultLocale } = style
    return {
      ...style,
      category: category === 'unknown' ? rules.category : category,
      defaultLocale: defaultLocale ?? rules.defaultLocale,
      independent: rules.id,
      linksDois: rules.linksDois,
      tellsCirca: rules.tellsCirca,
      xml: rules.xml,
    }
  }

  #independent(id: string): Style | undefined {
    const bundled = this.#styles.get(id)
    if (bundled) return bundled
    const file = this.#directory?.read(id)
    return file === undefined || 'fault' in file || file.parent !== null ? undefined : file.style
  }

  #list(): Promise<Listing> {
    this.#listing ??= this.#readAll()
    return this.#listing
  }

  async #readAll(): Promise<Listing> {
    const styles = [...this.#styles.values()].map(styleEntry)
    const warnings = [...(this.#directory?.warnings ?? [])]
    const ids = this.#directory?.ids().filter((id) => !this.#styles.has(id)) ?? []
    for (const [n, id] of ids.entries()) {
      if (n % FILES_AT_ONCE === 0) await nextTurn()
      const style = this.#fromDirectory(id)
      if (style === undefined) continue
      if ('fault' in style) warnings.push(style.fault)
      else styles.push(styleEntry(style))
    }
    styles.sort((a, b) => (a.id < b.id ? -1 : 1))
    return { styles, warnings }
  }

  #ids(): string[] {
    return [...new Set([...this.#styles.keys(), ...(this.#directory?.ids() ?? [])])]
  }

  #names(): string[] {
    const ids = this.#ids()
    const known = new Set(ids)
    const aliases = Object.entries(STYLE_ALIASES).filter(([, id]) => known.has(id))
    return [...ids, ...aliases.map(([alias]) => alias)]
  }
}
