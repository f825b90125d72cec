import type { PassageLocator } from './numbering.ts'

/** Words before one place and before several. Those that are not here are written out; Bekker and Stephanus have none. */
const WORDS: Readonly<Record<string, readonly [one: string, several: string]>> = {
  bekker: ['', ''],
  chapter: ['chap. ', 'chaps. '],
  column: ['col. ', 'cols. '],
  folio: ['fol. ', 'fols. '],
  line: ['l. ', 'll. '],
  page: ['p. ', 'pp. '],
  section: ['sec. ', 'secs. '],
  stephanus: ['', ''],
  timestamp: ['', ''],
  verse: ['v. ', 'vv. '],
}

/** A place in words: `p. 12`, `pp. 12–13`, `1094a18`. */
export function placeWords({ label, value }: PassageLocator): string {
  const [one, several] = WORDS[label] ?? [`${label} `, `${label}s `]
  return (/[\s,;&\u2010-\u2015-]/.test(value) ? several : one) + value
}
