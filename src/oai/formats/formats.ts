import type { OaiFormat } from './format.ts'
import { MODS } from './mods.ts'
import { OAI_DC } from './oai-dc.ts'
import { TEI } from './tei.ts'

/** The formats of every record, by prefix. */
export const OAI_FORMATS: ReadonlyMap<string, OaiFormat> = new Map(
  [OAI_DC, MODS, TEI].map((format) => [format.prefix, format]),
)
