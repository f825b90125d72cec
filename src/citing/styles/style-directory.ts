/** The CSL files of a directory that the operator names: styles and, as in the CSL project, `locales-xx-XX.xml`. */
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import type { LocaleFiles } from './locales.ts'
import { describeStyle, parentOf, type Style } from './style.ts'
import { xmlFault } from './xml-fault.ts'

/** A file of the directory that cannot be used, and why: a sentence for the operator. */
export interface UnusableFile {
  fault: string
}

/** A style's file: a dependent one has no rules, its parent's are to be put in. */
interface StyleFile {
  style: Style
  parent: string | null
}

/** The official repository keeps its 8,000 dependent styles in this folder. */
const FOLDERS = ['.', 'dependent']
const STYLE_NAME = /^([a-z0-9][a-z0-9._-]{0,199})\.csl$/i
const LOCALE_NAME = /^locales-([a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3})\.xml$/i
/** The official repository has about 10,900 styles. */
const MOST_STYLES = 20_000
const MOST_LOCALES = 200
/** The largest official style has 150 kB. */
const MOST_BYTES = 1_000_000

/** Names are read when it is opened, styles when they are asked for, locales at once. Nothing outside it is read. */
export class StyleDirectory {
  readonly locales: LocaleFiles
  /** What was wrong when it was opened, in sentences. */
  readonly warnings: readonly string[]
  readonly #root: string
  /** Id → path below the root. */
  readonly #paths = new Map<string, string>()
  readonly #described = new Map<string, StyleFile | UnusableFile>()

  /** Throws what the file system says of a directory that cannot be read. */
  constructor(directory: string) {
    this.#root = realpathSync(directory)
    const warnings: string[] = []
    for (const folder of FOLDERS) this.#findStyles(folder, warnings)
    this.locales = this.#readLocales(warnings)
    this.warnings = warnings
  }

  /** The ids of the styles: their files' names, in lower case. */
  ids(): string[] {
    return [...this.#paths.keys()]
  }

  has(id: string): boolean {
    return this.#paths.has(id)
  }

  /** What a style's file says, read once; undefined if there is none of this id. */
  read(id: string): StyleFile | UnusableFile | undefined {
    const path = this.#paths.get(id)
    if (path === undefined) return undefined
    const described = this.#described.get(id) ?? this.#describe(id, path)
    this.#described.set(id, described)
    return described
  }

  #describe(id: string, path: string): StyleFile | UnusableFile {
    const file = this.#read(path, 'style')
    if ('fault' in file) return file
    const parent = parentOf(file.xml)
    if (!/<info[\s>]/.test(file.xml)) return { fault: `${path} is left out: it has no <info>.` }
    if (parent === null && !/<citation[\s>]/.test(file.xml))
      return { fault: `${path} is left out: it has neither a <citation> nor an independent parent.` }
    // Ten thousand descriptions are kept, so none may hold its XML: not as a function, nor as a slice of its text.
    const { xml: _, ...description } = describeStyle(id, 'directory', file.xml)
    const style = structuredClone(description)
    return { style: { ...style, xml: () => this.#readAgain(path) }, parent: structuredClone(parent) }
  }

  #findStyles(folder: string, warnings: string[]): void {
    for (const name of namesIn(join(this.#root, folder), folder === '.')) {
      const id = STYLE_NAME.exec(name)?.[1]?.toLowerCase()
      if (id === undefined || this.#paths.has(id)) continue
      if (this.#paths.size === MOST_STYLES) {
        warnings.push(`More than ${MOST_STYLES} styles: those after ${name} are left out.`)
        return
      }
      this.#paths.set(id, join(folder, name))
    }
  }

  #readLocales(warnings: string[]): LocaleFiles {
    const names = namesIn(this.#root, true).filter((name) => LOCALE_NAME.test(name))
    const locales: [string, () => string][] = []
    for (const name of names.slice(0, MOST_LOCALES)) {
      const file = this.#read(name, 'locale')
      if ('fault' in file) warnings.push(file.fault)
      else locales.push([LOCALE_NAME.exec(name)?.[1] ?? '', () => file.xml])
    }
    return Object.fromEntries(locales)
  }

  #readAgain(path: string): string {
    const file = this.#read(path, 'style')
    if ('fault' in file) throw new Error(file.fault)
    return file.xml
  }

  /** A link that leads out of the directory is as good as no file. */
  #read(path: string, root: string): { xml: string } | UnusableFile {
    try {
      const real = realpathSync(join(this.#root, path))
      if (!real.startsWith(this.#root + sep))
        return { fault: `${path} is left out: it leads out of the directory.` }
      const { size } = statSync(real)
      if (size > MOST_BYTES)
        return { fault: `${path} is left out: it has ${size} bytes, more than ${MOST_BYTES}.` }
      const xml = readFileSync(real, 'utf8').replace(/^\uFEFF/, '')
      const fault = xmlFault(xml, root)
      return fault === null ? { xml } : { fault: `${path} is left out: ${fault}.` }
    } catch (error) {
      return { fault: `${path} is left out: ${error instanceof Error ? error.message : String(error)}.` }
    }
  }
}

/** The names in a folder, in order; none for a folder that need not be there and is not. */
function namesIn(folder: string, needed: boolean): string[] {
  try {
    return readdirSync(folder).sort()
  } catch (error) {
    if (needed) throw error
    return []
  }
}
