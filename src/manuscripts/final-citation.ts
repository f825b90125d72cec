/** Characters of a citation at the end of a block quotation, and of the space before it. */
export const LONGEST_CITATION = 320

/** `[@key, para. 3]` and `[12]`, `¹²`: the writer's wherever they stand at the end. */
const KEY_OR_NOTE =
  /\s*(?:\[(?:[^[\]]{0,200}@[^[\]]{0,200}|\d{1,3}(?:\s?[,\u2013-]\s?\d{1,3}){0,8})\]|[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]{1,4})\.?$/u
const IN_PARENTHESES = /\s*\(([^()]{1,300})\)\.?$/u

/** A year, or a place in a work: "Al Shami 2016", "Ward, par. 4", "Ward, S. 12 f.". */
const YEAR = /(?:^|[^\p{L}\p{N}])(?:1[5-9]|20)\d\d(?![\p{L}\p{N}])/u
const PLACE =
  /(?:^|[\s,;:])(?:pp?|paras?|pars?|chaps?|ch|secs?|vv?|ll?|lines?|fols?|nos?|vols?|bd|s|rn|abs|kap|cap|t|str|pag|pág|pp?ágs?)\.? ?\d|[\u00a7\u00b6] ?\d/iu
const NUMBERS = /^(?:\d{1,4}|[ivxlc]{1,7})(?:[-\u2013.,:] ?(?:\d{1,4}|[ivxlc]{1,7})|ff?\.?){0,8}$/u
/** "Ward 12", "Al Shami and Roe 12–14", "Ward et al. 3". */
const NAMES_AND_NUMBER =
  /^\p{Lu}[\p{L}\p{M}.'\u2019-]{0,40}(?:,? (?:&|and|und|et|al\.|y|e|i|och|og|en|de|del|von|van|der|\p{Lu}[\p{L}\p{M}.'\u2019-]{0,40})){0,8},? \d{1,4}(?:[-\u2013:.]\d{1,4})?$/u
/** "Article 12", "May 12": within a sentence, more likely its words than an author. */
const PART =
  /^(?:Art(?:icle|ikel|ículo)?|Chap(?:ter|itre)|Cap(?:ítulo|itolo)|Kapitel|Sec(?:tion|ción)|Fig(?:ure|ura)?|Abb(?:ildung)?|Tab(?:le|elle|la)?|Psalms?|Part|Teil|Book|Act|Scene|Verse|Appendix|Item|Step|Room|Phase|Class|Type|Grade|Group|Number|Rule|Law|Resolution|Regulation|Protocol|Annex|Amendment|Title|Clause|Schedule|World War|January|February|March|April|May|June|July|August|September|October|November|December|\p{Lu}{1,4})(?![\p{L}\p{M}])/u
/** What one says of the work that was cited before, and of the quotation itself. */
const REMARK =
  /^(?:ibid|ibidem|id|idem|ebd|ebenda|a\. ?a\. ?o|op\. cit|loc\. cit|cf|sic)\b|\b(?:emphasis|italics?|translation|translated|trans)\b.{0,40}\b(?:added|mine|ours|my|our|own|original|author|by)\b|^(?:my|our|own) (?:emphasis|italics|translation)$|^(?:Hervorhebung|Herv\.|Übersetzung|Übers\.|je souligne|nous soulignons|c[\u2019']est (?:moi|nous) qui|trad(?:uction|ucción|uzione)?\b|cursivas? |corsivo |énfasis |kursivering)/iu

/** Where a citation at the end of some words begins, with the space before it; null when they end in none. */
export function citationAtEnd(words: string): number | null {
  const shown = words.trimEnd()
  const key = KEY_OR_NOTE.exec(shown)
  if (key) return key.index
  const parentheses = IN_PARENTHESES.exec(shown)
  if (!parentheses) return null
  const inside = parentheses[1]!.trim()
  const isSure = YEAR.test(inside) || PLACE.test(inside) || REMARK.test(inside)
  const isBehindStop = /(?:^|[.!?\u2026\u3002]["'\u2019\u201d\u201c\u00bb]?)$/u.test(
    shown.slice(0, parentheses.index),
  )
  const isNamed = NAMES_AND_NUMBER.test(inside) && (isBehindStop || !PART.test(inside))
  return isSure || isNamed || (isBehindStop && NUMBERS.test(inside)) ? parentheses.index : null
}
