import type { Metadata, Name } from '../loading/metadata/metadata.ts'
import { printName } from '../loading/metadata/print-name.ts'
import { areOfOtherScripts, nameWords, withoutParticles } from './name-words.ts'

/** "Smith et al.", "Smith u. a.", "Smith and others", "王等": more names follow the first. */
const OTHERS =
  /[ ,;](?:(?:&|and|und) )?(?:et\.? ?al\.?|et (?:coll\.?|autres|collègues)|u\. ?a\.(?: ?m\.)?|(?:und )?(?:andere|Mitarbeiter)|y (?:otr[oa]s|cols?\.?|colaboradores)|e (?:altri|outros|colaboradores)|en anderen|e\. ?a\.|och andra|m\. ?fl\.|и (?:др\.?|другие)|i in(?:\.|ni)|a kol\.|vd\.|(?:and )?(?:others|colleagues|co-?workers))$|(?<=[\p{L}\d])(?:等|ら|ほか|他|외)$/iu
/** "(eds.)", "(Hrsg.)", "(trans. Gregor)": what one did, and perhaps who else. */
const EDITORS =
  /\((?:eds?|edited|hrsg|hg|dir|trans|translated|tr|trad|übers|coord|comps?|orgs?|red|a cura di|ред)s?(?:[. ][^()]{0,60})?\)/giu
const BETWEEN_NAMES = /[,;&\u3001\u30fb\uff0c+/]| (?:and|und|et|y|e|i|og|och|en|with|mit) /iu
/** Characters of names that are looked at. */
const LONGEST = 500
/** Names that one claim may have. */
const MOST_NAMES = 24
/** "Smith, Jones, Jr." is one name at most in three parts. */
const MOST_PARTS = 3

/**
 * Whether what was written as a work's author names its authors, all or some of them; an editor or translator will do.
 * Undefined when that cannot be told: the work has no names, or they are written in another script.
 */
export function fitsAuthors(written: string, metadata: Metadata): boolean | undefined {
  const { authors, editors = [], translators = [], originalAuthors = [] } = metadata
  const names = [...authors, ...editors, ...translators, ...originalAuthors]
  if (names.length === 0) return undefined
  const plain = written.slice(0, LONGEST).replace(EDITORS, ' ').replace(/\s+/g, ' ').trim()
  const bare = plain.replace(OTHERS, '')
  const parts = bare
    .split(BETWEEN_NAMES)
    .filter((part) => nameWords(part).length > 0)
    .slice(0, MOST_NAMES)
  if (parts.length === 0) return undefined
  const isFirst = bare !== plain && authors.length > 0
  if (isOneOf(parts, isFirst ? authors.slice(0, parts.length) : names)) return true
  return names.some((name) => areOfOtherScripts(bare, printName(name))) ? undefined : false
}

/** Whether the parts, one to three for a name, are names of these people. */
function isOneOf(parts: readonly string[], names: readonly Name[]): boolean {
  const reached = new Set([0])
  for (let from = 0; from < parts.length; from++) {
    if (!reached.has(from)) continue
    for (let to = from + 1; to <= Math.min(parts.length, from + MOST_PARTS); to++) {
      const words = parts.slice(from, to).flatMap(nameWords)
      if (names.some((name) => isNamed(words, name))) reached.add(to)
    }
  }
  return reached.has(parts.length)
}

/** Whether the words are those of a name: the family name, and of all else nothing that says otherwise. */
function isNamed(words: readonly string[], name: Name): boolean {
  if (name.family === undefined) return isLiteral(words, nameWords(printName(name)))
  const family = saidOf(name.family, words)
  if (family === undefined) return isWhole(words, name)
  const rest = withoutOnce(words, family)
  const others = nameWords([name['dropping-particle'], name['non-dropping-particle'], name.suffix].join(' '))
  const known = new Set([...nameWords(name.family), ...others])
  const given = nameWords(name.given ?? '')
  return withoutParticles(rest.filter((word) => !known.has(word)))
    .filter((word) => !SUFFIXES.has(word))
    .every((word) => given.length === 0 || isGiven(word, given))
}

/**
 * What of a family name was said: all of it, or the first or last of several, as "Cervantes" of "Cervantes Saavedra";
 * undefined for neither.
 */
function saidOf(family: string, words: readonly string[]): string[] | undefined {
  const whole = withoutParticles(nameWords(family))
  const parts = family.split(' ').map((part) => withoutParticles(nameWords(part)))
  const names = parts.filter((part) => whole.some((word) => part.includes(word)))
  const alone = names.length > 1 ? [names[0]!, names.at(-1)!] : []
  return [whole, ...alone].find((said) => said.every((word) => words.includes(word)))
}

const SUFFIXES = new Set(['jr', 'sr', 'ii', 'iii', 'iv'])

/** Names in scripts without spaces are written in one. */
function isWhole(words: readonly string[], { family = '', given = '' }: Name): boolean {
  return words.join(' ') === nameWords(family + given).join(' ')
}

function withoutOnce(words: readonly string[], taken: readonly string[]): string[] {
  const rest = [...words]
  for (const word of taken) rest.splice(rest.indexOf(word), 1)
  return rest
}

/** A given name, its initial, or several initials in one: "JRR". */
function isGiven(word: string, given: readonly string[]): boolean {
  if (given.some((name) => name === word || (name.length === 1 && word.startsWith(name)))) return true
  const initials = given.map((name) => name[0]).join('')
  return word.length === 1 ? initials.includes(word) : word.length <= 4 && initials.startsWith(word)
}

/** Words of the names of institutions of which an abbreviation has no letter. */
const SMALL = new Set('for on in to at by with fur pour para per sobre sur voor'.split(' '))

/** A name whose parts are not known: its first or last word is the family name; or its initials, as of an institution. */
function isLiteral(words: readonly string[], name: readonly string[]): boolean {
  const [own, said] = [withoutParticles(name), withoutParticles(words)]
  if (own.length === 0 || said.length === 0) return false
  const telling = own.filter((word) => !SMALL.has(word))
  const initials = [own, telling, name].map((each) => each.map((word) => word[0]).join(''))
  if (said.length === 1 && said[0]!.length > 1 && initials.includes(said[0]!)) return true
  if (![own[0]!, own.at(-1)!].some((word) => said.includes(word) && word.length > 1)) return false
  return said.every((word) => own.includes(word) || (word.length === 1 && own.some((one) => one[0] === word)))
}
