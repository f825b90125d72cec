/** Which halves of words a language writes with a hyphen of their own. */

interface Habits {
  /** First halves that a hyphen joins to any word. */
  first: ReadonlySet<string>
  /** Last halves that a hyphen joins to any word. */
  last: ReadonlySet<string>
}

const PEOPLES = 'afro anglo austro euro franco germano greco ibero indo israelo italo luso russo sino turco'

const habits = (first: string, last = ''): Habits => ({
  first: new Set(`${PEOPLES} ex ${first}`.split(' ')),
  last: new Set(last.split(' ')),
})

const HABITS = {
  de: habits('nicht möchtegern'),
  en: habits(
    'all anti co cross half ill mid mini multi neo non off on post pre pro pseudo quasi re self semi tragi ultra vice well',
    'based born bound called clad free like made minded style type ward wide wise',
  ),
  es: habits('anti pro'),
  fr: habits(
    'après avant contre demi entre mi mini non post quasi sans semi sous',
    'ci là je tu il elle on nous vous ils elles le la les lui leur moi toi en y ce t même mêmes',
  ),
  it: habits('nord sud vice'),
  nl: habits('niet non'),
  pt: habits(
    'além anti auto contra inter pós pré pró recém sem semi sub vice',
    'me te se nos vos lhe lhes o a os as lo la los las no na nas ia mo ma lho lha',
  ),
  ru: habits('кое экс вице', 'то либо нибудь таки ка де тка'),
} satisfies Readonly<Record<string, Habits>>

function habitsOf(language: string | null): Habits | undefined {
  const primary = language?.toLowerCase().split('-', 1)[0] ?? ''
  return Object.hasOwn(HABITS, primary) ? HABITS[primary as keyof typeof HABITS] : undefined
}

/** Whether a language (BCP 47) hyphens a first half to whole words: `re-create`, `ex-presidente`. */
export function isHyphenedFirst(before: string, language: string | null): boolean {
  return habitsOf(language)?.first.has(before) === true
}

/** Whether a language (BCP 47) writes compounds in three ways: `hearthstone`, `hearth-stone`, `hearth stone`. */
export function wavers(language: string | null): boolean {
  return habitsOf(language) === HABITS.en
}

const GERMAN_ADJECTIVE = /(?:isch|deutsch|ig|lich|haft|sam|bar|al|ell|iv|är|[aei]nt|o)$/

/** Whether a language (BCP 47) writes compounds as one word: in German only adjectives have a hyphen within. */
export function writesAsOne(before: string, language: string | null): boolean {
  return habitsOf(language) === HABITS.de && !GERMAN_ADJECTIVE.test(before)
}

/** `deutsch-französisch`, `lebhaft-klare`. */
function areAdjectives(before: string, after: string): boolean {
  return (
    after.length >= 6 &&
    GERMAN_ADJECTIVE.test(before) &&
    GERMAN_ADJECTIVE.test(after.replace(/e[mnrs]?$/, ''))
  )
}

/** Whether two halves may be a word with a hyphen of its own. In languages (BCP 47) not known here any two may. */
export function mayHyphen(before: string, after: string, language: string | null): boolean {
  const known = habitsOf(language)
  if (known === HABITS.de && areAdjectives(before, after)) return true
  return known === undefined || before.length === 1 || known.first.has(before) || known.last.has(after)
}
