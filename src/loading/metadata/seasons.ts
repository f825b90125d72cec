/** Seasons with a year, in EDTF's numbers: 21 spring, 22 summer, 23 autumn, 24 winter (ISO 8601-2:2019, 4.8). */
const SEASONS: Readonly<Record<string, number>> = {
  ...named(
    21,
    'spring printemps frühling frühjahr primavera primavera lente våren vår forår wiosna jaro весна',
  ),
  ...named(22, 'summer été sommer verano estate verão zomer sommeren sommar lato léto лето'),
  ...named(
    23,
    'autumn fall automne herbst otoño autunno outono herfst høst höst efterår jesień podzim осень',
  ),
  ...named(24, 'winter hiver invierno inverno vinter zima зима'),
}

/** `Fall 2013` → `2013-23`; null when the text is no season with a year. */
export function seasonOf(text: string): string | null {
  const match = /^(\p{L}+),?(?: (?:of|de|del|di))? (\d{4})$/u.exec(text)
  const season = SEASONS[match?.[1]?.toLowerCase() ?? '']
  return season === undefined ? null : `${match![2]}-${season}`
}

function named(number: number, names: string): Record<string, number> {
  return Object.fromEntries(names.split(' ').map((name) => [name, number]))
}
