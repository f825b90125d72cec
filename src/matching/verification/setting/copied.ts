/** ` / ` where a line of verse ends, ` // ` where a stanza does. */
const VERSE_SLASH = / \/{1,2} /g

/** Behind a word of several letters or the end of a clause: 12 km² is a number, not a note. */
const BEHIND =
  '(?<=\\p{L}{3}[.,;:!?\\u2019\\u201d\\u00bb"\']{0,2}|[.,;:!?\\u3002\\uff0c][\\u2019\\u201d\\u00bb"\']?)'
const IN_BRACKETS = '\\[(?:\\d{1,3}|note \\d{1,3})\\]'
const RAISED = '[\\u00b9\\u00b2\\u00b3\\u2070\\u2074-\\u2079]{1,3}|[*\\u2020\\u2021\\u00a7]{1,3}'
const SIGN_OF_NOTE = new RegExp(`${BEHIND}(?:(?:${IN_BRACKETS}){1,4}|${RAISED})(?![\\p{L}\\p{N}])`, 'gu')
/** A raised number whose place is lost: `the mill.12 The next`. */
const FLAT_NOTE = /(?<=\p{Ll}{3}[.!?]["\u2019\u201d\u00bb]?)\d{1,3}(?= \p{Lu}|$)/gu

/**
 * An exact text (C1) without what a quotation takes along from a page: signs of notes behind words, and the slashes
 * that stand for the ends of verses. They are the source's words where it has them itself: compare it unchanged.
 */
export function withoutCopied(text: string): string {
  return withoutNotes(text).replace(VERSE_SLASH, ' ')
}

/** The same with its slashes. */
export function withoutNotes(text: string): string {
  return text.replace(SIGN_OF_NOTE, '').replace(FLAT_NOTE, '')
}
