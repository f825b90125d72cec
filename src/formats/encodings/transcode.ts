/** A text in another encoding as UTF-8, which is kept beside the source like any other extraction: byte ranges count it. */
import { InvalidEncoding, SourceTooLarge } from '../../loading/errors.ts'
import { MEBIBYTE } from '../format.ts'
import { toolOf } from '../packed/tool-of.ts'
import { decodeAs, encodingOf } from './decoder.ts'
import { encodingBy, type Labels } from './encoding.ts'
import type { Transcoding } from './transcoding.ts'

/** No reader takes more as UTF-8. */
const MOST_BYTES = 64 * MEBIBYTE

/**
 * The text of a source as UTF-8; undefined where it is that already, or nothing says what it is. Throws as `decodeAs` does.
 *
 * @param said of how it is written, and the media type of what is made
 */
export function transcode(
  bytes: Uint8Array,
  { mediaType, ...labels }: Labels & { mediaType: string },
): Transcoding | undefined {
  const encoding = encodingBy(bytes, labels, encodingOf)
  if (encoding === undefined) return undefined
  if (bytes.length > MOST_BYTES) throw new SourceTooLarge(bytes.length, MOST_BYTES)
  const text = decodeAs(encoding.name, bytes)
  const nul = text.indexOf('\0')
  if (nul >= 0)
    throw new InvalidEncoding(
      `The source holds a NUL, read as ${encoding.name}: it is not a text. Send a text.`,
    )
  return {
    encoding,
    bytes: Buffer.from(text),
    mediaType: `${mediaType}; charset=utf-8`,
    tool: toolOf('@exodus/bytes', '@exodus/bytes/encoding.js'),
    warnings: controlWarning(text, encoding.name),
  }
}

/** Bytes that an encoding has no character for are control characters in the tables of the standard. */
function controlWarning(text: string, name: string): string[] {
  const controls = text.match(/[\x80-\x84\x86-\x9f]/g)?.length ?? 0
  if (controls === 0) return []
  return [
    `${controls === 1 ? '1 byte stands' : `${controls} bytes stand`} for no letter in ${name}, but for control characters, which the text keeps: it may be written in another encoding.`,
  ]
}
