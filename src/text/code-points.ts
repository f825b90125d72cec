/** The code points that scheme 1 of the canonical texts names. */

/** Deleted from every text: soft hyphen, zero-width space, word joiner, byte order mark. */
export const IGNORABLE = /[\u00ad\u200b\u2060\ufeff]/g

/** Unicode White_Space, spelt out. */
export const WHITE_SPACE_RUN =
  /[\u0009-\u000d\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g

/** Those of the runs that are not one space already: most are, and need not be looked at. */
export const UNEVEN_SPACE = new RegExp(`(?! (?!${WHITE_SPACE_RUN.source}))${WHITE_SPACE_RUN.source}`, 'g')

/** Runs of presentation forms (Latin ligatures, Hebrew, Arabic, half and full width) that NFKC unfolds. */
export const COMPATIBILITY_RUN = /[\ufb00-\ufdff\ufe70-\ufefc\uff01-\uffee]+/g

/** Deleted from the words only: bidi controls, variation selectors, tatweel. */
export const BIDI_AND_VARIATION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufe00-\ufe0f\u0640]/g

export const SINGLE_QUOTE = /[\u2018\u2019\u201a\u201b\u2032\u02bc\u0060\u00b4]/g

export const DOUBLE_QUOTE = /[\u201c-\u201f\u2033]|''/g

/** Dashes with the single spaces in and around them: hyphens, dashes, horizontal bar, minus. */
export const DASH_RUN = / ?[-\u2010-\u2015\u2212]+(?: ?[-\u2010-\u2015\u2212]+)* ?/g

export const ELLIPSIS = /\u2026|\. ?\. ?\./g
