/** One name as it is said, `Jane Q. Doe`, or sorted, `Doe, Jane Q.` → its parts, as far as they can be known. */
import type { Certainty } from '../certainty.ts'
import type { Name } from './metadata.ts'
import {
  bare,
  isCapitals,
  isIberianSurname,
  isInitials,
  isParticle,
  isSmall,
  isSuffix,
  isTitle,
  looksOrganised,
  standsFirst,
} from './name-words.ts'

/** A name and how sure its parts are. `unresolved`: it is kept whole, for its parts are not known. */
export interface NameRead {
  name: Name
  certainty: Certainty
}

const MOST_WORDS = 4
/** Written without spaces, and most often with the family name first. */
const EAST_ASIAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u
const LETTERS = /^[\p{L}\p{M}'’ʿʾ.\-‐"“”]+$/u

/** A name that is kept whole. */
export function whole(text: string, certainty: Certainty): NameRead {
  return { name: { literal: text }, certainty }
}

/** A name in the order in which it is said. An organisation's is whole for certain. */
export function readPerson(text: string): NameRead {
  if (looksOrganised(text)) return whole(text, 'certain')
  const words = text.split(' ')
  const suffix = words.length > 2 && isSuffix(words.at(-1)!) ? words.pop()! : undefined
  const family = isPersonal(words) ? familyFrom(words) : undefined
  if (family === undefined) return whole(text, 'unresolved')
  const name = { ...familyOf(words.slice(family)), given: words.slice(0, family).join(' ') }
  return { name: suffix === undefined ? name : { ...name, suffix }, certainty: 'probable' }
}

/** A name whose writer put a comma after the family name: the order is certain. */
export function readSorted(family: string, given: string, suffix?: string): NameRead {
  const words = [...family.split(' '), ...given.split(' ')]
  if (words.length > 2 * MOST_WORDS || !words.every((word) => LETTERS.test(word)))
    return whole([family, given, suffix].filter(Boolean).join(', '), 'unresolved')
  const all = given.split(' ')
  const dropped = all.findIndex((word, n) => n > 0 && isSmall(word) && all.slice(n).every(isParticle))
  const name: Name = {
    ...familyOf(family.split(' ')),
    given: (dropped < 0 ? all : all.slice(0, dropped)).join(' '),
  }
  if (dropped >= 0) name['dropping-particle'] = all.slice(dropped).join(' ')
  if (suffix !== undefined) name.suffix = suffix
  return { name, certainty: 'certain' }
}

/** Particles that are written small are told apart; those with a capital belong to the family name. */
function familyOf(words: readonly string[]): Name {
  const at = words.findIndex((word) => !(isSmall(word) && isParticle(word)))
  if (at <= 0) return { family: words.join(' ') }
  return { 'non-dropping-particle': words.slice(0, at).join(' '), family: words.slice(at).join(' ') }
}

/** Whether these words can be a person's name in the order that most of Europe has. */
function isPersonal(words: readonly string[]): boolean {
  const [first, last] = [words[0]!, words.at(-1)!]
  const counted = words.filter((word) => !(isSmall(word) && isParticle(word)))
  return (
    words.length > 1 &&
    counted.length <= MOST_WORDS &&
    words.every((word) => LETTERS.test(word)) &&
    !words.some((word) => EAST_ASIAN.test(word)) &&
    /^["“]?[\p{Lu}\p{Lo}]/u.test(first) &&
    !isParticle(first) &&
    !words.some(isTitle) &&
    !/^\p{Lu}\.?$/u.test(last) &&
    !standsFirst(first) &&
    // Kim Dae-jung, Толстой Лев Николаевич: the family name stands first.
    !/-\p{Ll}/u.test(last) &&
    !/(?:вич|вна|ич)$/u.test(words.length > 2 ? last : '')
  )
}

/** Where the family name begins; undefined when one cannot tell. */
function familyFrom(words: readonly string[]): number | undefined {
  const last = words.length - 1
  const capitals = words.findIndex((word) => isCapitals(word) && word.length > 2)
  if (capitals > 0) return words.slice(capitals).every((word) => isCapitals(word)) ? capitals : undefined
  if (words.some((word) => isCapitals(word)) && !words.every((word) => isCapitals(word) || isInitials(word)))
    return undefined
  const joint = words.findIndex((word, n) => n > 1 && n < last && /^[yei]$/.test(word))
  const particles = words.flatMap((word, n) => (n > 0 && (isParticle(word) || hasArticle(word)) ? [n] : []))
  if (particles.length > 0) return familyAtParticle(words, particles)
  if (joint > 0) return last - joint === 1 ? joint - 1 : undefined
  if (words.slice(0, last).some((word) => isSmall(word))) return undefined
  return words.length > 2 && isIberianSurname(words[last - 1]!) ? last - 1 : last
}

/** One run of particles with a word or two after it. An article that is part of a word ends the run. */
function familyAtParticle(words: readonly string[], particles: readonly number[]): number | undefined {
  const [first, end] = [particles[0]!, particles.at(-1)!]
  const isRun = end - first === particles.length - 1
  const after = words.length - 1 - end
  const endsInWord = hasArticle(words[end]!)
  return isRun && after <= (endsInWord ? 0 : 2) && (after > 0 || endsInWord) ? first : undefined
}

/** `al-Jabri`, `d’Alembert`. */
function hasArticle(word: string): boolean {
  return /^(?:[ae][lnsdtz]|ash)[-‐]\p{L}/iu.test(word) || /^[dl]['’]\p{Lu}/u.test(word) || bare(word) === ''
}
