/** The styles that can be asked for. */
import { readFileSync } from 'node:fs'
import { nearestNames } from '../text/nearest-names.ts'
import { UnknownStyleError } from './errors.ts'
import { packagedStyles } from './packaged-data.ts'
import { describeStyle, type Style } from './style.ts'
import { STYLE_ALIASES } from './style-aliases.ts'

/** Styles of ours: the file's name is the id. */
const OWN = ['modern-language-association']

/** The package's key for a style → its id in the CSL project. */
const PACKAGED: Readonly<Record<string, string>> = {
  apa: 'apa',
  harvard1: 'harvard-cite-them-right',
  vancouver: 'nlm-citation-sequence',
}

/** A fixed set of styles, found by id or alias. */
export class StyleRegistry {
  readonly #styles: ReadonlyMap<string, Style>

  constructor(styles: Iterable<Style>) {
    this.#styles = new Map([...styles].map((style) => [style.id, style]))
  }

  /** All styles, by id. */
  list(): Style[] {
    return [...this.#styles.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  }

  /** The style of this id or alias, in any case. Throws UnknownStyleError. */
  find(asked: string): Style {
    const name = asked.toLowerCase()
    const style = this.#styles.get(name) ?? this.#styles.get(STYLE_ALIASES[name] ?? '')
    if (style === undefined) throw new UnknownStyleError(asked, nearestNames(asked, this.#names()))
    return style
  }

  #names(): string[] {
    const aliases = Object.entries(STYLE_ALIASES).filter(([, id]) => this.#styles.has(id))
    return [...this.#styles.keys(), ...aliases.map(([alias]) => alias)]
  }
}

/** The styles that come with the server: our own files and those of @citation-js/plugin-csl. */
export function bundledStyles(): Style[] {
  const own = OWN.map((id) => describeStyle(id, 'colophon', readOwn(id)))
  const packaged = Object.entries(PACKAGED).flatMap(([key, id]) => {
    const xml = packagedStyles()[key]
    return xml === undefined ? [] : [describeStyle(id, '@citation-js/plugin-csl', xml)]
  })
  return [...own, ...packaged]
}

function readOwn(id: string): string {
  return readFileSync(new URL(`./styles/${id}.csl`, import.meta.url), 'utf8')
}
