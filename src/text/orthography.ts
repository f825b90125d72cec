/**
 * What British English spells otherwise than American: rules for what is regular (colour, organise, centre, travelled), and
 * the beginnings of words for what is not (tyre, plough). All is folded (`searchFold`).
 */

/** How a British spelling is found in a word, and what American has in its place. */
type Rule = readonly [british: RegExp, american: string]

const REGULAR: readonly Rule[] = [
  [
    /(?<=[a-z]{2})our(?=(?:s|ed|ing|er|ers|able|ably|ful|fully|ite|ites|ly|less|hood|hoods|al|ally)?\b)/g,
    'or',
  ],
  [/(?<=[a-z]{2})is(?=(?:e|es|ed|er|ers|ing|ation|ations|ational)\b)/g, 'iz'],
  [/(?<=[a-z]{2})ys(?=(?:e|es|ed|er|ers|ing)\b)/g, 'yz'],
  [/(?<=[a-z]{2}[bcht])re(?=s?\b)/g, 'er'],
  [/(?<=[a-z]{2})ogue(?=s?\b)/g, 'og'],
  [/(?<=[a-z]{2}[aeiou])ll(?=(?:ed|ing|er|ers|or|ors)\b)/g, 'l'],
  [/(?<=[a-z]{2})ence(?=s?\b)/g, 'ense'],
  [/\bgrey(?=s|ish|er|est|ing|ed|\b)/g, 'gray'],
  [/(?<=[a-z])ae(?=[a-z])/g, 'e'],
  [/(?<=[a-z])oe(?=[a-z])/g, 'e'],
  [/\b(program)me(?=s?\b)/g, '$1'],
]

/** Beginnings of words that no rule tells, British and American. */
const IRREGULAR: readonly (readonly [string, string])[] = [
  ['tyre', 'tire'],
  ['plough', 'plow'],
  ['kerb', 'curb'],
  ['gaol', 'jail'],
  ['cheque', 'check'],
  ['mould', 'mold'],
  ['moult', 'molt'],
  ['smoulder', 'smolder'],
  ['sceptic', 'skeptic'],
  ['cosy', 'cozy'],
  ['draught', 'draft'],
  ['aluminium', 'aluminum'],
  ['pyjama', 'pajama'],
  ['moustache', 'mustache'],
  ['jewellery', 'jewelry'],
  ['marvellous', 'marvelous'],
  ['woollen', 'woolen'],
  ['skilful', 'skillful'],
  ['wilful', 'willful'],
  ['fulfil', 'fulfill'],
  ['enrol', 'enroll'],
  ['instalment', 'installment'],
  ['storey', 'story'],
  ['judgement', 'judgment'],
  ['acknowledgement', 'acknowledgment'],
  ['ageing', 'aging'],
  ['sulph', 'sulf'],
  ['connexion', 'connection'],
  ['reflexion', 'reflection'],
  ['speciality', 'specialty'],
  ['waggon', 'wagon'],
  ['axe', 'ax'],
  ['licence', 'license'],
  ['practise', 'practice'],
  ['behove', 'behoove'],
  ['shew', 'show'],
]

const AMERICAN: readonly Rule[] = [
  ...IRREGULAR.map(([british, american]): Rule => [new RegExp(`\\b${british}(?!l)`, 'g'), american]),
  ...REGULAR,
]

/** What stands in American words where British may have something else. What comes of it is tried by {@link american}. */
const BRITISH: readonly (readonly [american: string, british: string])[] = [
  ...IRREGULAR.map(([british, american]) => [american, british] as const),
  ['or', 'our'],
  ['iz', 'is'],
  ['yz', 'ys'],
  ['er', 're'],
  ['og', 'ogue'],
  ['l', 'll'],
  ['ense', 'ence'],
  ['gray', 'grey'],
  ['e', 'ae'],
  ['e', 'oe'],
  ['program', 'programme'],
]

/** Words of English as American spells them. */
export function american(words: string): string {
  return AMERICAN.reduce((text, [pattern, put]) => text.replace(pattern, put), words)
}

const ENGLISH = /^[a-z]{3,32}$/

/** The other spellings that a word may have, British and American: some of them may be no words. */
export function otherSpellings(word: string): string[] {
  if (!ENGLISH.test(word)) return []
  const plain = american(word)
  const found = new Set([plain])
  for (const [from, to] of BRITISH)
    for (let at = plain.indexOf(from); at >= 0; at = plain.indexOf(from, at + 1)) {
      const british = plain.slice(0, at) + to + plain.slice(at + from.length)
      if (american(british) === plain) found.add(british)
    }
  found.delete(word)
  return [...found]
}
