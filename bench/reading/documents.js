/** Makes documents of public and of our own texts: each has a title, an author and an order of paragraphs of its own. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { between, pick, sample } from '../corpus/random.js'

const OWN = fileURLToPath(new URL('texts', import.meta.url))

/** Words of titles stand in no text, so that a title within a paragraph is one that strayed there. */
const WORDS = {
  en: {
    titles: [
      'Lighthouse Ledgers',
      'The Cartographer of Quillby',
      'Notes on Saltpetre',
      'Why the Tannery Burned?',
      'Brickyard Ballads',
      'The Ropewalk',
    ],
    authors: ['Agnes Farrow', 'Tobias Wren', 'Ruth Okafor', 'Colin Pettigrew'],
    date: (day, year) => `${day} May ${year}`,
    retrieved: (site) => `Retrieved on 4 June 2019 from ${site}`,
    note: (number) => `See the ledger of the parish, folder ${number + 20}, which the sexton kept.`,
  },
  de: {
    titles: [
      'Die Gerberei',
      'Aufzeichnungen eines Seilers',
      'Leuchtturm und Salpeter',
      'Wem gehört die Ziegelei?',
    ],
    authors: ['Hedwig Brandt', 'Jakob Lindner', 'Ilse Vogt'],
    date: (day, year) => `${day}. Mai ${year}`,
    retrieved: (site) => `Abgerufen am 4. Juni 2019 von ${site}`,
    note: (number) => `Vgl. das Kirchenbuch, Mappe ${number + 20}, das der Küster führte.`,
  },
  fr: {
    titles: ['La Tannerie', 'Carnets d’un cordier', 'Le Phare et le Salpêtre', 'À qui la briqueterie ?'],
    authors: ['Agathe Morel', 'Lucien Barbier', 'Odile Roux'],
    date: (day, year) => `${day} mai ${year}`,
    retrieved: (site) => `Consulté le 4 juin 2019 sur ${site}`,
    note: (number) => `Voir le registre de la paroisse, liasse ${number + 20}, tenu par le sacristain.`,
  },
  es: {
    titles: ['La curtiduría', 'Cuadernos de un cordelero', 'El faro y el salitre', '¿De quién es el tejar?'],
    authors: ['Inés Cordero', 'Mateo Salas', 'Rosa Quiroga'],
    date: (day, year) => `${day} de mayo de ${year}`,
    retrieved: (site) => `Recuperado el 4 de junio de 2019 de ${site}`,
    note: (number) => `Véase el libro de la parroquia, legajo ${number + 20}, que llevaba el sacristán.`,
  },
}

/** The languages that documents are made in. */
export const LANGUAGES = Object.keys(WORDS)

/** The paragraphs of prose of a language: of the paths that are given, else our own. */
export function paragraphsOf(language, given) {
  const path = given[language] ?? join(OWN, `${language}.txt`)
  if (!existsSync(path)) throw new Error(`There is no text in ${path}.`)
  const files = statSync(path).isDirectory()
    ? readdirSync(path)
        .filter((name) => name.endsWith('.txt'))
        .map((name) => join(path, name))
    : [path]
  return files
    .flatMap((file) => readFileSync(file, 'utf8').split(/\n\s*\n/))
    .map((text) => text.replace(/\s+/g, ' ').trim())
    .filter((text) => text.length >= 200 && text.length < 2500 && /[.!?]["'”’»)]*$/.test(text))
}

/** A document in a language; the same for the same random numbers. Some paragraphs have a note. */
export function makeDocument(next, language, paragraphs) {
  const words = WORDS[language]
  const chosen = sample(next, paragraphs, Math.min(paragraphs.length, between(next, 9, 14)))
  const site = `www.${pick(next, ['quillby', 'ropewalk', 'saltpetre', 'brickyard'])}${between(next, 2, 99)}.example`
  return {
    language,
    title: pick(next, words.titles),
    author: pick(next, words.authors),
    date: words.date(between(next, 2, 28), between(next, 1960, 2015)),
    retrieved: words.retrieved(site),
    site,
    paragraphs: chosen,
    notes: new Map(chosen.flatMap((_, index) => (index % 3 === 1 ? [[index, words.note(index)]] : []))),
  }
}
