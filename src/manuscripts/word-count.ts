const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/gu
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'\u2019-]*/gu

/** The words of a text; two characters of a script that sets no space between words count as one. */
export function wordCount(text: string): number {
  const characters = text.match(UNSPACED)?.length ?? 0
  const words = text.replace(UNSPACED, ' ').match(WORD)?.length ?? 0
  return words + characters / 2
}
