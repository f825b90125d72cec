/** The parts of citations as people write them. Whatever is matched here has at most 400 characters. */
import type { ClaimedLocator } from '../../attribution/claim.ts'

const LABELS =
  'paragraphs?|paras?|pars?|par\u00e1grafos?|absatz|absätze|abs|párrafos?|párrs?|capoverso|capoversi|cpv|alin\u00e9as?|al|akap(?:it|ity)?|odst|afsnit|стр|с|абз|гл|段落?|頁|页|ページ|行|章|节|節|pages?|pp?|seiten?|s|chapters?|chaps?|ch|kapitel|kap|sections?|secs?|sects?|lines?|ll?|verses?|vv?|vols?|volumes?|bd|band|bks?|books?|fols?|figs?|tables?|tab|rn|rdnr|st|str|págs?|pág|pag|cap|n|note|nn'
const VALUE = '\\d{1,6}[a-z]?(?: ?[-\\u2010-\\u2015] ?\\d{1,6})?(?: ?ff?\\.?)?'
const PLACE = new RegExp(
  `^[,:;. ]{0,3}(?:(${LABELS}|\\u00a7{1,2}|\\u00b6{1,2})(?:\\. ?| |(?=\\d)|(?<=[\\u00a7\\u00b6])))?(${VALUE}(?:, ?${VALUE}){0,5})[.,]?$`,
  'iu',
)

/** "1094a18", "1094a1–b3", "514a–520a": columns of Bekker's Aristotle and of Stephanus's Plato, cited without a label. */
const COLUMN = '\\d{1,4}[a-e]\\d{0,2}'
const COLUMNS = new RegExp(
  `^[,:;. ]{0,3}(${COLUMN}(?: ?[-\\u2010-\\u2015] ?(?:${COLUMN}|[a-e]?\\d{1,2}|[a-e]))?(?: ?ff?\\.?)?)[.,]?$`,
)

/** "第2段", "12頁": the number comes first. */
const COUNTED =
  /^[,:;. ]{0,3}\u7b2c?(\d{1,6}(?:[-\u2013~\u301c]\d{1,6})?) ?(段落?|頁|页|ページ|行|章|节|節)[.,]?$/u

/** The place with which some words begin that are cited behind a key: "para. 4, and more", "{para. 4}". */
export function placeAtStart(said: string): ClaimedLocator | null {
  const braced = /^[,: ]{0,3}\{([^{}]{1,80})\}/u.exec(said)?.[1]
  if (braced !== undefined) return placeOf(braced)
  for (let rest = said; rest !== ''; rest = rest.slice(0, Math.max(0, rest.lastIndexOf(',')))) {
    const place = placeOf(rest)
    if (place) return place
  }
  return null
}

/**
 * "para. 4", "S. 12 f.", ": 12"; a number without a label is a page, as every style has it, and one of an edition that
 * all editions print has none. Null for anything else.
 */
export function placeOf(said: string): ClaimedLocator | null {
  const plain = said.replaceAll('\u00a0', ' ').trim()
  const column = COLUMNS.exec(plain)?.[1]
  if (column !== undefined) return { label: '', value: column }
  const [, counted, counter] = COUNTED.exec(plain) ?? []
  if (counted !== undefined) return { label: counter!, value: counted }
  const [, label, value] = PLACE.exec(plain) ?? []
  return value === undefined ? null : { label: label ?? 'p.', value }
}

/** "see", "cf.", "e.g.,": they cite all the same. */
const LEAD =
  /^(?:see(?: also)?|cf\.?|e\. ?g\.,?|compare|vgl\.?|s\.|siehe(?: auch)?|voir(?: aussi)?|cfr?\.?|véase(?: también)?|ver|vide|vedi|zob\.?|por\.?|см\.?|ср\.?|zie|jf\.?|jfr\.?|quoting|from|in)[ :,]+/iu
/** The words are another's, who is quoted there. */
export const SECOND_HAND =
  /\b(?:qtd\.?|quoted|cited|as cited|cit\.|zit(?:iert|\.)?|cité(?:e)?|citado|citato) (?:in|by|nach|bei|par|dans|en|por|da)\b|\bapud\b/iu
/** What one says of the quotation itself. */
const REMARK =
  /\b(?:emphasis|emphases|italics?|translations?|translated|trans|punctuation|spelling|brackets)\b.{0,40}\b(?:added|mine|ours|my|our|own|original|author|by|modified|sic)\b|^(?:my|our|own) (?:emphasis|italics|translation)$|^sic!?$|^(?:Hervorhebung|Herv\.|Übersetzung|Übers\.|je souligne|nous soulignons|c[\u2019']est (?:moi|nous) qui|ma traduction|notre traduction|trad(?:uction|ucción|uzione)?\b|cursivas? |corsivo |énfasis |kursivering)/iu
const SAME =
  /^(?:(?:ibid(?:em)?|ebd|ebenda|idem|id|a\. ?a\. ?o|op\. ?cit|loc\. ?cit|ivi|tamże|там же|同上|同前)(?![\p{L}]))\.?/iu

/** "Smith, op. cit., 12": the work of theirs that was cited before. */
const CITED_BEFORE = /,? ?(?:(?:op|loc|art|ob)\. ?cit|dz\. ?cyt|a\. ?a\. ?O|указ\. ?соч)\.?(?![\p{L}])/iu

export function withoutLead(said: string): string {
  return said.trim().replace(LEAD, '').replace(CITED_BEFORE, '').trim()
}

/** Without ", emphasis added" at its end. */
export function withoutRemarks(said: string): string {
  let rest = said
  for (;;) {
    const at = Math.max(rest.lastIndexOf(','), rest.lastIndexOf(';'))
    if (!REMARK.test(rest.slice(at + 1).trim())) return rest.trim()
    rest = rest.slice(0, Math.max(0, at))
    if (at <= 0) return ''
  }
}

/** What stands behind "ibid."; null where it is none. */
export function behindSame(said: string): string | null {
  const found = SAME.exec(said)
  return found ? said.slice(found[0].length) : null
}

/** Small words within the names of institutions. */
const OF_INSTITUTIONS = 'of|for|on|the|für|pour|para|per|des|dell[ao]'
const PARTICLE =
  'de|del|della|der|den|di|da|das|do|dos|du|van|von|vom|zu|zur|la|le|el|al|ten|ter|af|av|ibn|bin|y|e|i'
const NAME = `(?:\\p{Lu}[\\p{L}\\p{M}.'\\u2019-]{0,40}|[\\p{Lo}]{1,12}|d['\\u2019]\\p{Lu}[\\p{L}\\p{M}-]{0,40}|(?:${PARTICLE}|${OF_INSTITUTIONS})(?=[ -]))`
const NAMES = `${NAME}(?:(?:,? (?:&|and|und|et|og|och|en|with) |[,;]? |, & | & )${NAME}){0,12}(?:,? (?:et\\.? al\\.?|u\\. ?a\\.|(?:and|und|y|et|e|en|och) (?:others|colleagues|andere|otros|autres|altri|outros|anderen|andra)|y cols\\.|et coll\\.|i in\\.|и др\\.))?`
const ALL_NAMES = new RegExp(`^${NAMES}$`, 'u')
const LAST_NAMES = new RegExp(`(?<![\\p{L}\\p{M}])${NAMES}(?:['\\u2019]s?)?$`, 'u')

export function isNames(said: string): boolean {
  return ALL_NAMES.test(said) && !/^[\p{Ll} ]+$/u.test(said)
}

/** Whether names have small words within, which may part two of them: "Ministry of Health", "the debt of Kant to Hume". */
export function hasSmallWords(names: string): boolean {
  return new RegExp(` (?:${OF_INSTITUTIONS}) `, 'u').test(names)
}

/** The names with which some words end: "As Al Shami" of "As Al Shami"; null for none. */
export function namesAtEnd(words: string): string | null {
  const found = LAST_NAMES.exec(words.trimEnd().slice(-MOST))
  const names = found?.[0]
    .replace(/['\u2019]s?$/u, '')
    .replace(BEGINNING, '')
    .replace(SMALL_BEGINNING, '')
  return names || null
}

/** "of Smith", "the Ministry" */
const SMALL_BEGINNING = new RegExp(`^(?:(?:${OF_INSTITUTIONS}|y|e|i) )+`, 'u')
/** Words that begin a sentence, and no name. */
const BEGINNING =
  /^(?:(?:As|In|When|But|Yet|For|And|While|Although|Thus|Here|What|How|Like|Since|Following|Per|See|Both|Where|Because|If|After|Before|With|From|Only|Even|Then|Though|So|By|To|On|At|Unlike|Against|Nor|Or|Wie|Bei|Nach|Auch|Laut|Wenn|Als|Doch|Und|Aber|Comme|Selon|Pour|Chez|Quand|Et|Mais|Según|Como|Para|Y|Pero|Secondo|Come|Per|Volgens|Zoals|Enligt|Som|Vgl\.|Siehe|Bereits|Schon|Véase|Vide|Ver|Voir|Dans|Ainsi|D['’]après|Segundo|Conforme|Così|Così come|Cfr\.|Cf\.|Así|Tal|Según|Zob\.|Według|Zdaniem|Jak|Согласно|По|Как|См\.|Ср\.|Ifølge|Mukaan) )+/u

/** Characters before a year among which a name is looked for. */
const MOST = 90

const YEAR =
  /(?:\[?(?:c(?:a|irca)?\.? ?)?(?:1\d{3}|20\d\d)\]?(?:[/\u2013 -]{1,2}\[?(?:1\d{3}|20\d\d))?\]?[a-z]?|n\. ?d\.|o\. ?J\.|s\. ?[fa]\.|forthcoming|in press)(?![\p{L}\p{N}])/u

/** A citation parted at its year: what stands before, the year, what stands behind. */
export function partedAtYear(said: string): { before: string; year: string; behind: string } | null {
  const found = YEAR.exec(said)
  if (!found) return null
  const { index, 0: year } = found
  // A column of Aristotle's; they end at 1462b.
  if (/^1[0-4]\d\d[a-e]$/.test(year)) return null
  if (/[\p{L}\p{N}.-]$/u.test(said.slice(0, index))) return null
  return {
    before: said.slice(0, index).replace(/[\s,(]+$/u, ''),
    year,
    behind: said.slice(index + year.length),
  }
}
