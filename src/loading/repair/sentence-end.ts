/** How a block ends and begins, as far as letters and marks show. */

const CLOSERS = '["\'’”»›)\\]}*†‡]*'
const FINISHED = new RegExp(`[.!?…。！？؟۔।॥:;]${CLOSERS}$`, 'u')
const TERMINATED = new RegExp(`[.!?…。！？؟۔।॥]${CLOSERS}$`, 'u')

/**
 * Whether a text ends a sentence: a terminal mark, with closing quotes and brackets after it, or a remark in
 * brackets after that.
 */
export function endsSentence(text: string): boolean {
  const remark = /\s[([][^()[\]]{1,200}[)\]]$/.exec(text.slice(-210))
  return (
    TERMINATED.test(text.slice(-12)) ||
    (remark !== null && TERMINATED.test(text.slice(0, -remark[0].length).slice(-12)))
  )
}

/** Whether a text ends in a colon or semicolon: unfinished, but likely to introduce what follows. */
export function endsClause(text: string): boolean {
  return FINISHED.test(text.slice(-12)) && !endsSentence(text)
}

/** Whether a text ends in a colon. */
export function endsWithColon(text: string): boolean {
  return /[:：]["'’”»)\]]*$/.test(text)
}

/** Whether a text begins, after opening quotes and brackets, with a lower-case letter. */
export function beginsLower(text: string): boolean {
  return /^["'‘“«‹([{]*\p{Ll}/u.test(text)
}

/** Whether a text begins with a letter of a script that knows no case. */
export function beginsCaseless(text: string): boolean {
  return /^["'‘“«‹「『（([{]*\p{Lo}/u.test(text)
}

/** Whether a text ends in an em dash, a space before it or not. */
export function endsWithDash(text: string): boolean {
  return /[—―]$/.test(text)
}

/** Whether a text ends in a hyphen that stands at a word or number. */
export function endsWithHyphen(text: string): boolean {
  return /(?:[\p{L}\p{M}\p{N}]|\p{N}[.,])[-\u2010\u00ac]$/u.test(text)
}
