/** The part of citeproc 2.4.63 (citeproc-js 1.4.61) that `engine.ts`, `list-engine.ts` and what they are made of use. */
declare module 'citeproc' {
  import type { CslItem } from '../csl/item.ts'

  interface System {
    /** The locale file for a tag; must always answer, at least with en-US. */
    retrieveLocale(tag: string): string
    retrieveItem(id: string): unknown
    /** What stands behind an entry in HTML, of the item's `system_id`. */
    embedBibliographyEntry?(systemId: string): string
  }

  interface CiteItem {
    id: string
    locator?: string
    label?: string
    'author-only'?: boolean
    'suppress-author'?: boolean
    position?: number
  }

  class Engine {
    constructor(system: System, styleXml: string, locale: string, forceLocale: boolean)
    tmp: Tmp
    opt: {
      xclass: string
      lang: string
      development_extensions: { expect_and_symbol_form: boolean }
      'initialize-with-hyphen': boolean
      'demote-non-dropping-particle'?: string
    }
    locale: Record<string, { opts: LocaleOptions }>
    citation: { opt: { layout_prefix: string; layout_suffix: string } }
    registry: Registry
    disambiguate: object
    dateput: { current: { value(): { strings: { delimiter: string | undefined } } } }
    updateItems(ids: string[]): void
    setOutputFormat(format: string): void
    makeBibliography(): [unknown, string[]] | false
    makeCitationCluster(cites: CiteItem[]): string
    processNumber(node: unknown, item: Record<string, unknown> | undefined, variable: string): void
  }

  interface LocaleOptions {
    'skip-words': string[]
    'skip-words-regexp': RegExp
    'leading-noise-words': string[]
  }

  /** An element of a style. */
  interface Token {
    strings: { delimiter: string | undefined }
    execs: ((state: Engine) => void)[]
  }

  /** A name as it is going to be printed. */
  interface NameBlob {
    blobs?: { isInverted?: boolean }[]
  }

  interface NameOutput {
    state: { inheritOpt(token: object, option: string): unknown }
    name: object
    _renderOnePersonalName(name: { given?: string }, ...place: number[]): { isInverted?: boolean } | undefined
    _getAndJoin(names: NameBlob[], delimiter: string): { strings: { prefix: string } } | false
  }

  interface Names {
    initializeWith(state: Engine, name: string, terminator: string, normalizeOnly?: boolean): string
  }

  interface Tmp {
    suppress_decorations: boolean
    area: string
    date_token?: object
    shadow_numbers: Record<string, { values: { value: unknown }[]; label?: string | undefined } | undefined>
  }

  interface Registry {
    ambigcites: object
    akeys: object
    ambigresets: object
    ambigsTouched?: object
    namereg: { addname: (...name: unknown[]) => void; namereg: object }
  }

  const CSL: {
    Engine: typeof Engine & { Tmp: new () => Tmp }
    Registry: new (processor: Engine) => Registry
    Disambiguation: new (processor: Engine) => object
    Output: { Formatters: { title: (state: Engine, text: string | undefined) => string } }
    Util: { Names: Names }
    NameOutput: { prototype: NameOutput }
    getSortKeys(this: Engine, item: CslItem, area: string): string[]
    Node: { date: { build(this: Token, state: Engine, target: Token[]): void } }
  }
  export default CSL
  export type { CiteItem, Engine, System }
}
