/** The part of the `ghtml` package that we use. */
declare module 'ghtml' {
  /** Prints a template; what is put into it is escaped for content and attributes. */
  export function html(literals: TemplateStringsArray, ...values: unknown[]): string
}
