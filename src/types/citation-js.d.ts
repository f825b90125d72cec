declare module '@citation-js/core' {
  const core: {
    plugins: {
      input: {
        /** Reads data of a type that a plugin has added. */
        data(input: unknown, type: string): unknown
      }
    }
  }
  export default core
}

declare module '@citation-js/plugin-bibtex'
