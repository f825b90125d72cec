/** The loaders, in the order in which they are asked. */
import { decodeSource } from './decode.ts'
import type { Loader } from './document.ts'
import { readMarkdown } from './formats/markdown.ts'
import { readPlain } from './formats/plain.ts'
import { interpret } from './interpret.ts'

/** A new version of a loader makes new versions of the works that it reads again. */
const VERSION = '1.0.0'
const MEBIBYTE = 1024 * 1024

/** CommonMark with GFM; the parser takes about a second for a mebibyte. */
export const markdownLoader: Loader = {
  name: 'markdown',
  version: VERSION,
  mediaTypes: ['text/markdown', 'text/x-markdown'],
  extensions: ['md', 'markdown', 'mdown', 'mkd'],
  load: (request) =>
    interpret(readMarkdown(decodeSource(request.bytes, 8 * MEBIBYTE)), request, {
      name: 'markdown',
      version: VERSION,
      firstLine: false,
    }),
}

/** Plain text in blocks between blank lines. */
export const plainLoader: Loader = {
  name: 'plain-text',
  version: VERSION,
  mediaTypes: ['text/plain'],
  extensions: ['txt', 'text', 'asc'],
  load: (request) =>
    interpret(readPlain(decodeSource(request.bytes, 64 * MEBIBYTE)), request, {
      name: 'plain-text',
      version: VERSION,
      firstLine: true,
    }),
}

/** Every loader there is. */
export const LOADERS: readonly Loader[] = [markdownLoader, plainLoader]
