/** The part of citeproc 2.4.63 (citeproc-js 1.4.61) that `engine.ts` and `author-in-prose.ts` use. */
declare module 'citeproc' {
  interface System {
    /** The locale file for a tag; must always answer, at least with en-US. */
    retrieveLocale(tag: string): string
    retrieveItem(id: string): unknown
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
    tmp: { suppress_decorations: boolean }
    opt: { xclass: string; development_extensions: { expect_and_symbol_form: boolean } }
    citation: { opt: { layout_prefix: string; layout_suffix: string } }
    registry: { ambigcites: object; namereg: { addname: () => void; namereg: object } }
    updateItems(ids: string[]): void
    setOutputFormat(format: string): void
    makeBibliography(): [unknown, string[]] | false
    makeCitationCluster(cites: CiteItem[]): string
  }

  const CSL: { Engine: typeof Engine }
  export default CSL
  export type { CiteItem, Engine, System }
}
