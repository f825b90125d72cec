import type { Claim } from '../../attribution/claim.ts'
import { readBracketed } from './bracketed.ts'
import type { CitedSource } from './cited-source.ts'
import { behindSame, isNames, partedAtYear, placeOf, SECOND_HAND, withoutLead } from './parts.ts'

/** What a note cites: sources, or what was cited before; null when that cannot be told. */
export type Noted = { is: 'sources'; sources: CitedSource[] } | { is: 'same'; claim: Claim }

/** Longer notes discuss. */
const LONGEST = 400
const TITLED =
  /^([^"\u201c\u201e\u00ab\u2018]{2,120}), ?["\u201c\u201e\u00ab\u2018]([^"\u201d\u201c\u00bb]{2,200})["\u201d\u201c\u00bb\u2019]/u
const IN_FULL = /^([^:"\u201c\u201e]{3,80}): (\p{Lu}[^.?!]{2,200}\??)(?:\.? (?=In:? )|[.,] (?=\p{Lu}))/u
const SHORT =
  /^([^,("\u201c\u201e]{2,80}?),? \p{Lu}[^,"\u201c\u201e]{2,80}(, (?:[\p{L}\u00a7\u00b6]{1,12}\.? )?\d[\d \u2013f-]{0,12}\.?)$/u
const YEARS = /(?<![\p{N}/.-])(?:1\d{3}|20\d\d)(?![\p{N}-])/gu
const TITLED_PLAIN = /^([^,(]{2,80}), ([^,(]{2,120})(?=,| \()/u

/** Reads a note: "Leila Al Shami, “Breaking the Siege,” par. 4.", "Müller 1999, S. 3.", "Ibid., 5.", `@key, p. 3`. */
export function readNote(text: string): Noted | null {
  const said = withoutLead(text.replace(/\s+/g, ' ').trim().slice(0, LONGEST))
  if (text.length > LONGEST || SECOND_HAND.test(said)) return null
  if (/(?:^|[\s[;(])-?@\{?[\p{L}\p{N}_]/u.test(said)) {
    const keyed = readBracketed(`[${said.replace(/^\[|\]?\.?$/g, '')}]`)
    return keyed?.is === 'sources' && keyed.sources.length > 0 ? keyed : null
  }
  const same = behindSame(said)
  if (same !== null) {
    const place = placeOf(same)
    return { is: 'same', claim: place ? { locator: place } : {} }
  }
  const claim = titled(said) ?? dated(said) ?? inFull(said) ?? short(said)
  return claim && { is: 'sources', sources: [{ claim, sure: true }] }
}

function titled(said: string): Claim | null {
  const quoted = TITLED.exec(said)
  const found = quoted ?? TITLED_PLAIN.exec(said)
  if (!found) return null
  const [all, author, title] = found
  if (!isNames(author!) || !/^\P{Ll}/u.test(title!)) return null
  const rest = said.slice(all.length)
  const year = (rest.match(YEARS) ?? []).at(-1)
  // Where a short title ends cannot be told without its marks, and a note without a year gives one.
  if (!quoted && year === undefined) return null
  return {
    author: author!,
    ...(quoted && { title: title!.replace(/[,.]$/, '') }),
    ...(year && { year }),
    ...lastPlace(rest),
  }
}

/** "Immanuel Kant: Was ist Aufklärung? In: Monatsschrift 4 (1784), S. 481–494, hier S. 482." */
function inFull(said: string): Claim | null {
  const [all, author, title] = IN_FULL.exec(said) ?? []
  if (all === undefined || !isNames(author!)) return null
  const rest = said.slice(all.length)
  const year = (rest.match(YEARS) ?? []).at(-1)
  const place = lastPlace(rest)
  return year && place.locator ? { author: author!, title: title!, year, ...place } : null
}

/** "Al Shami, Breaking the Siege, par. 7.": where the title ends and what else is in it, nobody can tell. */
function short(said: string): Claim | null {
  const [, author, place] = SHORT.exec(said) ?? []
  const locator = place === undefined ? null : placeOf(place)
  return locator && isNames(author!) ? { author: author!, locator } : null
}

/** "Müller 1999, S. 3." */
function dated(said: string): Claim | null {
  const parted = partedAtYear(said)
  if (!parted || !isNames(parted.before) || parted.before === '') return null
  const place = placeOf(parted.behind.replace(/^\)/, ''))
  if (place === null && !/^[).,;: ]*$/.test(parted.behind)) return null
  return { author: parted.before, year: parted.year, ...(place && { locator: place }) }
}

/** The pinpoint at the end of a note. */
function lastPlace(rest: string): Claim {
  const at = Math.max(rest.lastIndexOf(', '), rest.lastIndexOf('” '), rest.lastIndexOf('" '))
  const last = at < 0 ? rest : rest.slice(at + 1)
  const place = placeOf(last.replace(/^ ?(?:hier|here|at|esp\.|ici|aquí|qui) /u, ''))
  // A year at the end is the date.
  return place && !(place.label === 'p.' && /^\d{4}$/.test(place.value)) ? { locator: place } : {}
}
