import type { Tool } from '../tool.ts'
import { CHECK_DOCUMENT } from './check-document.ts'
import { CITE } from './cite.ts'
import { FIND_QUOTE } from './find-quote.ts'
import { GET_PASSAGE } from './get-passage.ts'
import { SEARCH } from './search.ts'
import { VERIFY_QUOTE } from './verify-quote.ts'

/** The tools, in the order in which they are listed. */
export const TOOLS: readonly Tool[] = [SEARCH, GET_PASSAGE, FIND_QUOTE, VERIFY_QUOTE, CITE, CHECK_DOCUMENT]
