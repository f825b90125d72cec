import { common } from './en/common.ts'
import { problems } from './en/problems.ts'
import { reading } from './en/reading.ts'

/**
 * Every word of the pages that is not of a text. Another language has an object of the same shape.
 */
export const WORDS = { common, problems, reading }
