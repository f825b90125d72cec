/**
 * Words that are spelled otherwise where a line cuts them: `Zuk-ker` for `Zucker` and `Schiff-fahrt` for `Schiffahrt`
 * before 1996, `ge-eerd` for `geëerd`, `auto-tje` for `autootje`.
 */
const CHANGES: Readonly<Record<string, RegExp>> = {
  de: /k-k|([bdfglmnprst])\1-\1/,
  nl: /a-[aeiu]|e-[eiu]|i-e|o-[eiou]|u-[iu]|[aou]-tje/,
}

/** Whether the halves joined as they stand may be a word that nobody writes, in a language (BCP 47). */
export function mayChangeSpelling(before: string, after: string, language: string | null): boolean {
  const primary = language?.toLowerCase().split('-', 1)[0] ?? ''
  return Object.hasOwn(CHANGES, primary) && CHANGES[primary]!.test(`${before.slice(-2)}-${after.slice(0, 3)}`)
}
