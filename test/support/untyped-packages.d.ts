/** What the tests use of packages that bring no types, or types that would make `document` known everywhere. */

declare module 'jsdom' {
  export class JSDOM {
    constructor(html: string, options?: { contentType?: string })
    readonly window: Record<string, unknown>
  }
}

declare module 'text-fragments-polyfill/text-fragment-utils' {
  interface TextFragment {
    textStart: string
    textEnd?: string
    prefix?: string
    suffix?: string
  }
  export function getFragmentDirectives(hash: string): { text?: string[] }
  export function parseFragmentDirectives(directives: { text?: string[] }): { text: TextFragment[] }
  /** Ranges of the document. */
  export function processTextFragmentDirective(fragment: TextFragment): { toString(): string }[]
}

interface FoundRange {
  readonly startOffset: number
  toString(): string
}

declare module '@apache-annotator/dom' {
  export function createTextQuoteSelectorMatcher(
    selector: object,
  ): (scope: object) => AsyncGenerator<FoundRange, undefined>
}

declare module '@recogito/text-annotator' {
  interface Revived {
    target: { selector: { range: FoundRange }[] }
  }
  export function W3CTextFormat(
    source: string,
    container: object,
  ): { parse(annotation: object): { parsed: Revived } }
  export function reviveAnnotation(annotation: Revived, container: object): Revived
}
