/** Pixels of a frame that is not told how wide it may be, and of the highest. What is longer is scrolled. */
const WIDTH = 600
const HEIGHT = 800
const LEAST = 120

/** Of the style: what a line is high, and what surrounds the words. A letter is taken for wider than most are. */
const LINE = 26
const LETTER = 9
const BESIDE = 60
const AROUND = 110

/** How large a frame may be, in pixels. */
export interface LargestFrame {
  maxwidth?: number | undefined
  maxheight?: number | undefined
}

/** The size of a frame, in pixels, in which these paragraphs stand. */
export function embedSize(
  paragraphs: readonly string[],
  { maxwidth = WIDTH, maxheight = HEIGHT }: LargestFrame,
) {
  const width = Math.min(maxwidth, WIDTH)
  const room = Math.max(width - BESIDE, LETTER * 8)
  const lines = paragraphs.reduce((sum, text) => sum + 1 + Math.ceil((letters(text) * LETTER) / room), 0)
  return { width, height: Math.min(Math.max(AROUND + lines * LINE, LEAST), HEIGHT, maxheight) }
}

/** Those of East Asia are twice as wide. */
function letters(text: string): number {
  return (
    [...text].length +
    (text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)?.length ?? 0)
  )
}
