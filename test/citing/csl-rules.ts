/**
 * What the CSL 1.0.2 specification (https://docs.citationstyles.org/en/stable/specification.html) says of names, dates
 * and text case, as small styles: the rule, what stands in the layout, the item, what must be printed. The examples are
 * those of the specification where it has one.
 */
import type { CslDate, CslItem, CslName } from '../../src/citing/csl/item.ts'

export interface Rule {
  rule: string
  layout: string
  item: Partial<CslItem>
  printed: string
  /** Attributes of `<style>`. */
  style?: string
  /** What citeproc prints against the letter of the specification, as the project's own test suite has it. */
  instead?: string
}

const DOE = { family: 'Doe', given: 'John' }
const SMITH = { family: 'Smith', given: 'Sarah' }
const WILLIAMS = { family: 'Williams', given: 'Tom' }
const VAN_GOGH = { family: 'Gogh', given: 'Vincent', 'non-dropping-particle': 'van', suffix: 'III' }
const LA_FONTAINE = {
  family: 'Fontaine',
  given: 'Jean',
  'dropping-particle': 'de',
  'non-dropping-particle': 'La',
}

const INVERTED = '<name name-as-sort-order="all"/>'
const SORT_ONLY = 'demote-non-dropping-particle="sort-only"'
const DEMOTED = 'demote-non-dropping-particle="display-and-sort"'

function names(rule: string, name: string, author: CslName[], printed: string, style = ''): Rule {
  return { rule, layout: `<names variable="author">${name}</names>`, item: { author }, printed, style }
}

const NAMES: Rule[] = [
  names('a name is given, particles, family, suffix', '<name/>', [VAN_GOGH], 'Vincent van Gogh III'),
  names('dropping before non-dropping particle', '<name/>', [LA_FONTAINE], 'Jean de La Fontaine'),
  names('short: non-dropping particle and family', '<name form="short"/>', [LA_FONTAINE], 'La Fontaine'),
  names('inverted, the particle stays', INVERTED, [VAN_GOGH], 'van Gogh, Vincent, III', SORT_ONLY),
  names('inverted, the particle is demoted', INVERTED, [VAN_GOGH], 'Gogh, Vincent van, III', DEMOTED),
  names('inverted, both particles', INVERTED, [LA_FONTAINE], 'La Fontaine, Jean de', SORT_ONLY),
  names('inverted, both particles demoted', INVERTED, [LA_FONTAINE], 'Fontaine, Jean de La', DEMOTED),
  names('demoted or not, short is the same', '<name form="short"/>', [VAN_GOGH], 'van Gogh', DEMOTED),
  names('a compound family is one', INVERTED, [{ family: 'Al Shami', given: 'Leila' }], 'Al Shami, Leila'),
  names('a literal name is never inverted', INVERTED, [{ literal: 'No Borders Network' }], 'No Borders Network'),
  names('a literal name with a comma', INVERTED, [{ literal: 'Fire, Inc.' }], 'Fire, Inc.'),
  names('a family alone', INVERTED, [{ family: 'Subcomandante' }], 'Subcomandante'),
  names('names without spaces keep their own order', '<name/>', [{ family: '毛', given: '泽东' }], '毛泽东'),
  names('only the first is inverted', '<name name-as-sort-order="first"/>', [DOE, SMITH], 'Doe, John, Sarah Smith'),
  names('sort-separator', '<name name-as-sort-order="all" sort-separator=" "/>', [DOE], 'Doe John'),
  names('and, of two: no comma', '<name and="text"/>', [DOE, WILLIAMS], 'John Doe and Tom Williams'),
  names('and, of three: a comma', '<name and="text"/>', [DOE, SMITH, WILLIAMS], 'John Doe, Sarah Smith, and Tom Williams'),
  names('delimiter-precedes-last always', '<name and="text" delimiter-precedes-last="always"/>', [DOE, WILLIAMS], 'John Doe, and Tom Williams'),
  names('delimiter-precedes-last never', '<name and="text" delimiter-precedes-last="never"/>', [DOE, SMITH, WILLIAMS], 'John Doe, Sarah Smith and Tom Williams'),
  names('delimiter-precedes-last after an inverted name', '<name and="text" delimiter-precedes-last="after-inverted-name" name-as-sort-order="first"/>', [DOE, WILLIAMS], 'Doe, John, and Tom Williams'),
  names('et-al, after one: no comma', '<name et-al-min="2" et-al-use-first="1"/>', [DOE, SMITH], 'John Doe et al.'),
  names('et-al, after two: a comma', '<name et-al-min="3" et-al-use-first="2"/>', [DOE, SMITH, WILLIAMS], 'John Doe, Sarah Smith, et al.'),
  names('et-al-use-last', '<name et-al-min="4" et-al-use-first="2" et-al-use-last="true"/>', [DOE, SMITH, DOE, WILLIAMS], 'John Doe, Sarah Smith, … Tom Williams'),
  names('initials', '<name initialize-with="."/>', [{ family: 'Doe', given: 'John James' }], 'J.J. Doe'),
  names('initials keep hyphens', '<name initialize-with="."/>', [{ family: 'Luc', given: 'Jean-Marie' }], 'J.-M. Luc'),
  names('initials without hyphens', '<name initialize-with="."/>', [{ family: 'Luc', given: 'Jean-Marie' }], 'J.M. Luc', 'initialize-with-hyphen="false"'),
  names('initialize false', '<name initialize="false" initialize-with="."/>', [{ family: 'Doe', given: 'James T' }], 'James T. Doe'),
  names('a name part has its own case', '<name><name-part name="family" text-case="uppercase"/></name>', [DOE], 'John DOE'),
] // biome-ignore format: one rule a line

const LONG =
  '<date variable="issued" delimiter=" "><date-part name="day"/><date-part name="month"/><date-part name="year"/></date>'
const LOCAL = '<date variable="issued" form="text"/>'
const NUMERIC = '<date variable="issued" form="numeric"/>'

function date(rule: string, layout: string, issued: CslDate, printed: string): Rule {
  return { rule, layout, item: { issued }, printed }
}

const from = (...points: number[][]): CslDate => ({ 'date-parts': points })

const DATES: Rule[] = [
  date('a day', LONG, from([2005, 7, 2]), '2 July 2005'),
  date('a month', LONG, from([2005, 7]), 'July 2005'),
  date('a year', LONG, from([2005]), '2005'),
  date('localized', LOCAL, from([2005, 7, 2]), 'July 2, 2005'),
  date('localized, in numbers', NUMERIC, from([2005, 7, 2]), '07/02/2005'),
  date('a range of days', LONG, from([2005, 7, 2], [2005, 7, 8]), '2–8 July 2005'),
  date('a range of days over two months', LONG, from([2005, 7, 2], [2005, 9, 8]), '2 July–8 September 2005'),
  date('a range of days over two years', LONG, from([2005, 12, 30], [2006, 1, 2]), '30 December 2005–2 January 2006'),
  date('a range of months', LONG, from([2008, 5], [2008, 7]), 'May–July 2008'),
  date('a range of months over two years', LONG, from([2008, 5], [2009, 6]), 'May 2008–June 2009'),
  date('a range of years', LONG, from([1917], [1919]), '1917–1919'),
  date('range-delimiter', '<date variable="issued"><date-part name="year" range-delimiter=" to "/></date>', from([1917], [1919]), '1917 to 1919'),
  date('a season stands for the month', LONG, { 'date-parts': [[1983]], season: 2 }, 'Summer 1983'),
  date('an approximate date is said to be one', `<group delimiter=" "><text value="of"/><choose><if is-uncertain-date="issued"><text term="circa" form="short"/></if></choose>${LONG}</group>`, { 'date-parts': [[1899]], circa: true }, 'of c. 1899'),
  date('a date in words', LONG, { literal: 'the thirties' }, 'the thirties'),
  date('a year before the common era', '<date variable="issued"><date-part name="year"/></date>', from([-2500]), '2500 BC'),
  date('a year of less than four digits', '<date variable="issued"><date-part name="year"/></date>', from([79]), '79 AD'),
  date('date-parts year', '<date variable="issued" form="text" date-parts="year"/>', from([2005, 7, 2]), '2005'),
  date('date-parts year-month', '<date variable="issued" form="text" date-parts="year-month"/>', from([2005, 7, 2]), 'July 2005'),
  date('short year', '<date variable="issued"><date-part name="year" form="short"/></date>', from([2007]), '07'),
  date('ordinal day, short month', '<date variable="issued" delimiter=" "><date-part name="month" form="short"/><date-part name="day" form="ordinal"/></date>', from([2005, 9, 2]), 'Sept. 2nd'),
  date('numbers with leading zeros', '<date variable="issued" delimiter="-"><date-part name="year"/><date-part name="month" form="numeric-leading-zeros"/><date-part name="day" form="numeric-leading-zeros"/></date>', from([2005, 9, 2]), '2005-09-02'),
] // biome-ignore format: one rule a line

function title(
  rule: string,
  textCase: string,
  given: string,
  printed: string,
  more: Partial<Rule> = {},
): Rule {
  const layout = `<text variable="title" text-case="${textCase}"/>`
  return { rule, layout, printed, ...more, item: { title: given, ...more.item } }
}

const GERMAN = { style: 'default-locale="de-DE"' }
const IN_GERMAN = { item: { language: 'de' } }

const TITLES: Rule[] = [
  title('title case raises the words in lower case', 'title', 'breaking the siege of Aleppo', 'Breaking the Siege of Aleppo'),
  title('stop words are raised at the start and the end', 'title', 'the town we live in', 'The Town We Live In'),
  title('stop words are raised after a colon', 'title', 'anarchism: the feminist connection', 'Anarchism: The Feminist Connection'),
  title('words with capitals inside stay', 'title', 'an iPhone and the NYPD', 'An iPhone and the NYPD'),
  title('both parts of a hyphenated word', 'title', 'self-managed cities', 'Self-Managed Cities'),
  title('title case lowers a string all in capitals', 'title', 'THE ABC OF ANARCHISM', 'The Abc of Anarchism'),
  title('nocase is left alone', 'title', 'a history of <span class="nocase">e.coli</span> today', 'A History of e.coli Today'),
  title('an item in another language is not title-cased', 'title', 'die große Freiheit', 'die große Freiheit', IN_GERMAN),
  title('nor is one whose language is given in words', 'title', 'die große Freiheit', 'die große Freiheit', { item: { language: 'German' } }),
  title('nor one in a style of another language', 'title', 'the great freedom', 'the great freedom', GERMAN),
  title('but an English one in it is', 'title', 'the great freedom', 'The Great Freedom', { ...GERMAN, item: { language: 'en-GB' } }),
  title('sentence case raises the first word alone', 'sentence', 'breaking the Siege of Aleppo', 'Breaking the Siege of Aleppo', { instead: 'Breaking the siege of aleppo' }),
  title('sentence case lowers capitals', 'sentence', 'NO GODS NO MASTERS', 'No gods no masters'),
  title('capitalize-first', 'capitalize-first', 'no gods, no Masters', 'No gods, no Masters'),
  title('capitalize-all', 'capitalize-all', 'no gods, no masters', 'No Gods, No Masters'),
  title('lowercase', 'lowercase', 'No Gods ÉCOLE', 'no gods école'),
  title('uppercase', 'uppercase', 'no gods école', 'NO GODS ÉCOLE'),
] // biome-ignore format: one rule a line

/** A style given in another language, dialect or tag keeps its own words. */
const LANGUAGES: Rule[] = [
  { rule: 'a language alone is its main dialect', layout: LOCAL, item: { issued: from([2005, 7, 2]) }, printed: '2 juillet 2005', style: 'default-locale="fr"' },
  { rule: 'a dialect that is not there is its language’s main one', layout: LOCAL, item: { issued: from([2005, 7, 2]) }, printed: '2. Juli 2005', style: 'default-locale="de-AT"' },
  { rule: 'any other is English', layout: LOCAL, item: { issued: from([2005, 7, 2]) }, printed: 'July 2, 2005', style: 'default-locale="el"' },
] // biome-ignore format: one rule a line

export const CSL_RULES: readonly Rule[] = [...NAMES, ...DATES, ...TITLES, ...LANGUAGES]
