/** The marks that browsers set around `q`, by language: outer and inner, opening and closing (Unicode CLDR 44, delimiters). */
const ENGLISH = '“”‘’'
const MARKS: Readonly<Record<string, string>> = {
  ...of('„“‚‘', 'bg cs da de et hr is lb lt mk sk sl sr'),
  ...of('«»‹›', 'am az be el eu fa hy ia rm tk'),
  ...of('«»“”', 'ar ast br ca es gl it ka ku mn pt-pt ps sq'),
  ...of('«»„“', 'ru uk kk ky'),
  ...of('«»‘’', 'no nb nn'),
  ...of('«»«»', 'fr'),
  ...of('””’’', 'fi sv'),
  ...of('„”«»', 'pl ro'),
  ...of('„”»«', 'hu'),
  ...of('„”‚’', 'af bs'),
  ...of('「」『』', 'ja zh-hant zh-tw zh-hk yue'),
}

function of(marks: string, languages: string): Record<string, string> {
  return Object.fromEntries(languages.split(' ').map((language) => [language, marks]))
}

/** The opening and closing mark of a quotation that stands in so many others, in a text of this language. */
export function quotationMarks(language: string, depth: number): readonly [string, string] {
  const tag = language.toLowerCase()
  const marks = MARKS[tag] ?? MARKS[tag.split('-')[0]!] ?? ENGLISH
  const at = depth % 2 === 0 ? 0 : 2
  return [marks[at]!, marks[at + 1]!]
}
