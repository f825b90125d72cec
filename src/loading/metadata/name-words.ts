/** Words by which a name shows what it is: particles, suffixes, titles, and what only organisations have. */

/** Before a family name. Written small they may be left out in sorting; with a capital they belong to the name. */
const PARTICLES = new Set(
  "al el ad an as ash at az bin ibn ben bint abu van von vom der den de del della delle degli dei di da das do dos du des la le las los lo ter ten te zu zum zur af av 't ó".split(
    ' ',
  ),
)

/** With a capital these are given names, or words of other names, too. */
const SMALL_ALONE = new Set(['ben', 'an', 'as', 'at', 'ash', 'do', 'das', 'te', 'lo', 'ad'])

const SUFFIXES = new Set(['jr', 'sr', 'ii', 'iii', 'iv', 'junior', 'senior'])

/** Titles and degrees: CSL has no part of a name for them. */
const TITLES = new Set(
  'dr prof professor mr mrs ms mx sir dame lord lady rev fr sr st saint père abbé don doña herr frau monsieur madame m mme hon capt captain col gen phd md ma ba msc mba esq dphil mag ing dipl'.split(
    ' ',
  ),
)

/** What persons are not called, in several languages. Names of families, such as Church and Bush, are left out. */
const ORGANISATIONS = new Set(
  `collective committee commission council federation union group society association institute institution university college
  school department ministry office bureau agency center centre foundation fund museum library archive archives press publishers
  publishing publications editors editorial staff team project network alliance coalition campaign movement party league club
  workers comrades anonymous ltd limited inc llc plc corp corporation company co bank international government parliament
  assembly congress organisation organization board authority services news times magazine journal review crew laboratory lab
  kollektiv komitee verein verband vereinigung gruppe gesellschaft institut universität hochschule ministerium stiftung verlag
  redaktion partei gewerkschaft arbeitskreis initiative netzwerk bündnis zentrum amt behörde gmbh ag ev rat autorenkollektiv
  collectif comité fédération confédération syndicat groupe société université ministère fondation éditions rédaction parti
  conseil ligue réseau mouvement sarl colectivo colectiva federación confederación sindicato grupo sociedad instituto universidad
  ministerio fundación partido asociación consejo redacción movimiento collettivo comitato federazione confederazione sindacato
  gruppo società istituto università ministero fondazione redazione partito associazione movimento coletivo comitê federação
  associação sociedade universidade ministério fundação redação collectief vereniging stichting uitgeverij redactie groep
  universiteit bond kollektivet föreningen förlag коллектив комитет союз группа институт университет редакция федерация партия
  общество издательство`
    .split(/\s+/)
    .filter(Boolean),
)

/** Articles that begin the names of groups and papers. */
const ARTICLES = /^(?:the|der|die|das|les|los|las|gli) /i

/** Surnames of which Spanish and Portuguese names have two: the one before the last belongs to the family name. */
const IBERIAN = new Set(
  `garcía rodríguez gonzález fernández lópez martínez sánchez pérez gómez jiménez ruiz hernández díaz muñoz álvarez gutiérrez
  vázquez ramírez suárez ortega núñez domínguez vásquez méndez velázquez benítez cortés ibáñez marín peña rojas vargas mendoza
  aguilar castillo salazar guzmán contreras figueroa cabrera carrillo sepúlveda valenzuela echeverría ramón bermúdez
  garcia rodriguez gonzalez fernandez lopez martinez sanchez perez gomez jimenez hernandez diaz gutierrez vazquez ramirez suarez
  nunez dominguez vasquez mendez velazquez benitez ibanez`
    .split(/\s+/)
    .filter(Boolean),
)

/** Surnames that stand first in Chinese and Vietnamese names, and that are seldom given names. */
const FAMILY_FIRST = new Set(
  'mao wang zhang chen liu zhao zhou huang xu sun zhu deng jiang xi nguyen nguyễn tran trần pham phạm'.split(
    ' ',
  ),
)

/** A word without its case and points, to be looked up. */
export function bare(word: string): string {
  return word.toLowerCase().replace(/^[("“«]{1,3}|[.,)"”»]{1,3}$/g, '')
}

export function isParticle(word: string): boolean {
  return PARTICLES.has(bare(word)) && (isSmall(word) || !SMALL_ALONE.has(bare(word)))
}

export function isSmall(word: string): boolean {
  return /^['’]?\p{Ll}/u.test(word)
}

export function isSuffix(word: string): boolean {
  return SUFFIXES.has(bare(word)) && (!isSmall(word) || /\.$/.test(word))
}

/** A title before a name, or a degree after one. A single letter with a point is an initial. */
export function isTitle(word: string): boolean {
  return TITLES.has(bare(word).replaceAll('.', '')) && bare(word).length > 1
}

export function isIberianSurname(word: string): boolean {
  return IBERIAN.has(bare(word))
}

export function standsFirst(word: string): boolean {
  return FAMILY_FIRST.has(bare(word))
}

/** Initials alone: `J.`, `A. B.`, `J.-P.`, `JQ`. */
export function isInitials(text: string): boolean {
  return /^(?:\p{Lu}\.?[ -]?){1,4}$/u.test(text)
}

/** Letters all of which are capitals, two at least. */
export function isCapitals(word: string): boolean {
  return /^\p{Lu}[\p{Lu}'’-]*\p{Lu}$/u.test(word)
}

/** Whether a name has a sign that it is no person's. */
export function looksOrganised(text: string): boolean {
  const words = text.split(' ')
  if (words.length === 1) return isCapitals(text) || (!/\d/.test(text) && hasOrganisation(text))
  return ARTICLES.test(text) || hasOrganisation(text)
}

function hasOrganisation(text: string): boolean {
  return text.split(/[ \-/]/).some((word) => ORGANISATIONS.has(bare(word)))
}
