import { Type } from 'typebox'
import { closed, Sha256, Url } from './common.ts'

const ExtractionSchema = closed(
  {
    sha256: Sha256('Of the bytes that the text was read from.'),
    bytes: Type.Integer(),
    mediaType: Type.String(),
    tool: closed({ name: Type.String(), version: Type.String() }),
    url: Url('These bytes.'),
  },
  {
    description:
      'What the text was read from, when the source is packed, no text, or not in UTF-8: byte ranges count it in place of the source.',
  },
)

/** The file that a text was made of. */
export const SourceSchema = closed({
  sha256: Sha256('Of the bytes as received.'),
  bytes: Type.Integer(),
  mediaType: Type.String(),
  url: Url('The bytes as received.'),
  extraction: Type.Optional(ExtractionSchema),
})
