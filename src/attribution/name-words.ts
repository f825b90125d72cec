import slugify from '@sindresorhus/slugify'

/** Small words of names that people keep or leave out. */
const PARTICLES = new Set(
  'de del dela della dell degli dei di da das do dos du d la le los las van von vom der den het t ten ter te zu zum zur el al ad as ash ar ibn bin bint ben abu af av and und et y e i og och en the of'.split(
    ' ',
  ),
)
const HONORIFICS = new Set(
  'dr prof professor sir dame lord lady mr mrs ms st saint rev fr hon president senator governor herr frau monsieur madame mme mlle senor senora signor signora ed eds hg hrsg trans'.split(
    ' ',
  ),
)

/** Letters of scripts that are not written as Latin ones without knowing the language. */
const UNSPELT = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]/u

/** The words of a name, as `spelt` has them, without titles. */
export function nameWords(name: string): string[] {
  return UNSPELT.test(name) ? spelt(name) : spelt(name).filter((word) => !HONORIFICS.has(word))
}

/**
 * Words in small Latin letters, so that spellings agree: Müller, Mueller and Muller are one. What has no Latin spelling
 * stays as it is, without spaces.
 */
export function spelt(name: string): string[] {
  if (UNSPELT.test(name)) return [name.normalize('NFKC').replace(/[^\p{L}\p{N}]+/gu, '')].filter(Boolean)
  const joined = name.replace(/(?<=\p{L})['\u2018\u2019\u02bc`\u00b4](?=\p{L})/gu, '')
  return slugify(joined, { separator: ' ', decamelize: false })
    .replace(/([aou])e(?=[a-z])/g, '$1')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
}

/** Without the small words, unless it has nothing else. */
export function withoutParticles(words: readonly string[]): string[] {
  const others = words.filter((word) => !PARTICLES.has(word))
  return others.length > 0 ? others : [...words]
}

/** Whether two names are written in scripts that cannot be compared. */
export function areOfOtherScripts(a: string, b: string): boolean {
  return scriptOf(a) !== scriptOf(b)
}

function scriptOf(name: string): string {
  if (UNSPELT.test(name)) return 'unspelt'
  return /\p{sc=Latin}/u.test(name) ? 'Latin' : 'other'
}
