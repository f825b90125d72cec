/** The first word of a title, and the one after a colon or an end mark; marks and rich-text tags may stand before it. */
const SENTENCE_START = /(^|[:?!]\s+)((?:<\/?[a-z][^<>]{0,60}>|[^\p{L}\p{N}<]){0,8})(\p{Ll}[\p{L}\p{M}]*)/gu

/** A word in small letters after a full stop. */
const AFTER_STOP = /(?<=\.\s)\p{Ll}[\p{L}\p{M}]*/gu

/** No abbreviation has so many characters. */
const LONGEST_ABBREVIATION = 12

/** A word after the dash that sets off a subtitle. */
const AFTER_DASH = /(—\s?)(\p{Ll}[\p{L}\p{M}]*)/gu

/** Words such as "iPhone" are written so on purpose. */
const INNER_CAPITAL = /\p{Lu}/u

/** Words whose full stop ends no sentence; single letters and initials are told by their length. */
const ABBREVIATIONS = new Set(
  'al approx art bk bros ca capt cf ch chap co col corp dept dr ed eds esp etc fig figs ft gen gov hon inc jr lt ltd messrs mr mrs ms mt no nos op para pp prof pt rep rev sec sen sgt sr st univ viz vol vols vs'.split(
    ' ',
  ),
)

/**
 * A title of English with a capital letter at its start and after each colon, dash and end mark; the rest as it was.
 * In another language only the start: "Die Pest: eine Chronik" is right as it stands.
 */
export function capitalizeSentences(title: string, language?: string): string {
  const starts = title.replace(SENTENCE_START, (whole, before: string, marks: string, word: string) =>
    before === '' || isEnglish(language) ? before + marks + capitalize(word) : whole,
  )
  return isEnglish(language) ? afterDash(afterStop(starts)) : starts
}

/** As citeproc takes it: what says no language is English. */
export function isEnglish(language = 'en'): boolean {
  return /^en(?:$|[-_\s]|glish)/i.test(language.trim())
}

function afterStop(title: string): string {
  return title.replace(AFTER_STOP, (word: string, offset: number) => {
    const before = title.slice(Math.max(0, offset - LONGEST_ABBREVIATION), offset - '. '.length)
    return isAbbreviation(before.split(/[\s.]/).at(-1) ?? '') ? word : capitalize(word)
  })
}

function isAbbreviation(word: string): boolean {
  const letters = word.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase()
  return letters.length < 2 || ABBREVIATIONS.has(letters)
}

/** Two dashes set off an aside, which begins in small letters. */
function afterDash(title: string): string {
  if (title.indexOf('—') !== title.lastIndexOf('—')) return title
  return title.replace(AFTER_DASH, (_, dash: string, word: string) => dash + capitalize(word))
}

function capitalize(word: string): string {
  if (INNER_CAPITAL.test(word)) return word
  const [first = '', ...rest] = word
  return first.toUpperCase() + rest.join('')
}
