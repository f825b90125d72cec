/** What is told of a text that was read in another encoding than UTF-8. */
import type { Draft } from '../../loading/draft.ts'
import type { Extraction } from '../../loading/extraction.ts'
import type { Encoding } from './encoding.ts'

/** A text in UTF-8 that was made of one in another encoding. */
export interface Transcoding extends Extraction {
  encoding: Encoding
  warnings: string[]
}

/** The parameter of the media type by which a source can be read again, where nothing else says how it is written. */
export function charsetNeeded(extraction: Extraction | undefined): string {
  const encoding = isTranscoding(extraction) ? extraction.encoding : undefined
  return encoding?.by === 'given' ? `; charset=${encoding.name}` : ''
}

const RULES = { bytes: 'its bytes', declared: 'the source', given: 'the media type' } as const

/** Adds to a draft how its source is written, where that is not UTF-8. */
export function tellEncoding(draft: Draft, extraction: Extraction): Draft {
  if (!isTranscoding(extraction)) return draft
  const { name, by } = extraction.encoding
  const said = { field: 'source.encoding', value: name, certainty: 'certain', origin: 'parsed' } as const
  draft.statements.push({ ...said, rule: RULES[by] })
  draft.warnings.push(...extraction.warnings)
  return draft
}

/** A warning for a source that is UTF-8, and says another encoding, where that makes a difference. */
export function misdeclared(declared: string | undefined, source: string): string[] {
  if (declared === undefined || OF_ASCII.test(declared) || !/[^\0-\x7f]/.test(source)) return []
  return [`The source says that it is written in ${declared}, and was read as UTF-8, which its bytes are.`]
}

const OF_ASCII = /^(?:utf-?8|us-ascii|ascii)$/i

function isTranscoding(extraction: Extraction | undefined): extraction is Transcoding {
  return extraction !== undefined && 'encoding' in extraction
}
