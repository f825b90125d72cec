const WORD = /\p{L}+/gu
const SAMPLE = 20_000
const MIN_WORDS = 20

/** The commonest words of each language. Those of the second group are rivals: a text in one of them is no guess. */
const COMMON: Readonly<Record<string, string>> = {
  de: 'der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man',
  en: 'the of and to in a is that for it as was with be by on not he his but at are this have had from or which they we you were their been has',
  es: 'de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me si sin sobre este ya entre cuando todo esta ser son dos también fue había era muy años hasta desde está',
  fr: 'de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont la avec ils son mais comme ou on nous leur elle cette aux ses été être fait tout même sans était',
  it: 'di e il la che in a per un è del non le si una con i da della al sono come dei lo alla più gli anche nel ma delle se su ha o dal nella era ci questo tutti essere hanno aveva stato',
  nl: 'de van een het en in is dat op te zijn met voor niet aan er om ook als dan maar bij of uit nog worden door naar heeft ze wordt tot je hij hebben over die was deze had zich werd geen wel',
  pt: 'de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu sua ou quando muito nos já está eu também só pelo pela até isso ela entre era depois sem mesmo são foi',
  ru: 'и в не на что с он я как по это а к но из у за от то о для же все его так был бы она мы вы они или если только ещё еще было чтобы когда ее её при до может уже во со',
  af: 'die en van is in het nie wat vir dit om te met op n hy aan as by was ek sy daar deur',
  bg: 'на и да се в за не е са от с по че ще като до си това но той има които',
  ca: 'de la i el que en a les els un per del una amb no es dels al és ha més als com són seva però aquest',
  da: 'og i at det er en til af på som for de med den der ikke et har han om var men jeg fra et',
  gl: 'de a o que e do da en un para con non unha os no se na por máis as dos como mais ao el das á seu súa ou cando moi nos xa está eu tamén só pola ata iso ela entre era despois sen mesmo son foi polo unhas uns pero',
  no: 'og i det er på en som for til av å med ikke at de den har om et jeg fra men var han',
  ro: 'de în și a la cu că nu pe din care o se un mai pentru este sau sunt fi ce au al lui',
  sv: 'och i att det som en på är av för med den till inte de har ett om han var men jag från',
  uk: 'і в на не що з у до та як за це він я від але для його про по є чи було так',
}

const LANGUAGES = Object.keys(COMMON)
const SPEAKS_FOR = languagesByWord()
const GUESSED = new Set(['de', 'en', 'es', 'fr', 'it', 'nl', 'pt', 'ru'])

/**
 * The language that the commonest words of a text speak for (BCP 47); null when it has under 20 words, when they are
 * fewer than a fifth of it, or when another language has nearly as many.
 */
export function guessLanguage(texts: Iterable<string>): string | null {
  const { words, counts } = countCommon(texts)
  const [first, second] = counts.filter(([, count]) => count > 0).sort((a, b) => b[1] - a[1])
  if (words < MIN_WORDS || first === undefined || second === undefined) return null
  const [language, count] = first
  return GUESSED.has(language) && count * 5 >= words && count * 10 >= second[1] * 11 ? language : null
}

function countCommon(texts: Iterable<string>): { words: number; counts: [language: string, number][] } {
  const counts = LANGUAGES.map(() => 0)
  let words = 0
  for (const text of texts) {
    for (const word of text.toLowerCase().match(WORD) ?? []) {
      words++
      const speaksFor = SPEAKS_FOR.get(word)
      if (speaksFor) for (const language of speaksFor) counts[language]!++
    }
    if (words > SAMPLE) break
  }
  return { words, counts: LANGUAGES.map((language, index) => [language, counts[index]!]) }
}

/** By word the places of its languages in `LANGUAGES`. */
function languagesByWord(): Map<string, number[]> {
  const languages = new Map<string, number[]>()
  for (const [language, words] of Object.values(COMMON).entries()) {
    for (const word of new Set(words.split(' ')))
      languages.set(word, [...(languages.get(word) ?? []), language])
  }
  return languages
}
