/** Letters of the scripts whose words are corrected, folded (`searchFold`). */
const ALPHABETS: readonly (readonly [RegExp, string])[] = [
  [/^[a-z]+$/, 'abcdefghijklmnopqrstuvwxyz'],
  [/^[а-яёєіїґўђјљњћџ]+$/u, 'абвгдежзиклмнопрстуфхцчшщъыьэюяєіґђјљњћџ'],
  [/^[α-ω]+$/u, 'αβγδεζηθικλμνξοπρστυφχψω'],
  [/^[ء-ي]+$/u, 'ءابتثجحخدذرزسشصضطظعغفقكلمنهوي'],
  [/^[א-ת]+$/u, 'אבגדהוזחטיךכלםמןנסעףפץצקרשת'],
]

/** Longer words are not corrected. */
const LONGEST = 32

/**
 * Everything that becomes a word by one mistake taken back: a letter too many, too few, wrong, or two that changed places.
 * None for scripts without an alphabet here.
 */
export function oneEditFrom(word: string): string[] {
  const letters = ALPHABETS.find(([script]) => script.test(word))?.[1]
  if (!letters || word.length > LONGEST) return []
  const found = new Set<string>()
  for (let at = 0; at <= word.length; at++) {
    const [before, after] = [word.slice(0, at), word.slice(at)]
    for (const letter of letters) {
      found.add(before + letter + after)
      if (after !== '') found.add(before + letter + after.slice(1))
    }
    if (after !== '') found.add(before + after.slice(1))
    if (after.length > 1) found.add(before + after[1]! + after[0]! + after.slice(2))
  }
  found.delete(word)
  return [...found]
}
