/** A text that was taken out of a source, in the bytes that all byte ranges of its version count. */
export interface Extraction {
  /** UTF-8. */
  bytes: Uint8Array
  mediaType: string
  /** What took it out. */
  tool: Tool
}

/** A program or a library, and its version. */
export interface Tool {
  name: string
  version: string
}
