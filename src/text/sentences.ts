import type { Utf16Range } from './folded.ts'

/**
 * A sentence piece ends after terminal punctuation with the closing marks behind it, where white space or
 * the text's end follows; the full stops of scripts that set no space need none. The rule knows no
 * abbreviations: a run of pieces makes up for that. It is part of scheme 1 and frozen, because mirrors
 * must find the same pieces, which ICU's sentences do not promise from one release to the next. That a run of full
 * stops is looked at from its beginning alone changes no piece: a million of them take no longer for it.
 */
const PIECE_END =
  /(?<![.!?\u2026\u061f\u06d4\u0964\u0965\u203c-\u203d\u2047-\u2049])[.!?\u2026\u061f\u06d4\u0964\u0965\u203c-\u203d\u2047-\u2049]+["'\u2019\u201d\u00bb\u203a)\]}]*(?= |$)|[\u3002\uff01\uff0e\uff1f\uff61]+["'\u2019\u201d\u300d\u300f\uff09)\]]*/gu

/** The sentence pieces of an exact text (C1): UTF-16 ranges, trimmed, in order, that leave out only spaces. */
export function sentencePieces(text: string): Utf16Range[] {
  const pieces: Utf16Range[] = []
  let start = 0
  for (const match of text.matchAll(PIECE_END)) {
    const end = match.index + match[0].length
    pieces.push({ start, end })
    start = text[end] === ' ' ? end + 1 : end
  }
  if (start < text.length) pieces.push({ start, end: text.length })
  return pieces
}
