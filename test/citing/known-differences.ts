import { PARTS } from './golden-lines.ts'

/** Where our citations differ from the golden ones on purpose: `style id part` → the reason. */
const ET_AL_ITALIC =
  'Cite Them Right sets et al. in italics wherever it stands; the oracle’s author-only cite drops all italics.'
const EVENT_NAMED =
  'The oracle loses the event at which a speech was given. The packaged styles name it, and so does ours for IEEE.'
const SECTION_AS_COLUMN =
  'The oracle prints a newspaper’s section “A” as the title of a column; its other parts of this line are marked as suspect for that.'
const FOLDER_PAGE =
  'The oracle puts the page after the folder that holds it (and a paragraph before it). Ours keeps one order for all locators.'
const LONG_PREPOSITION =
  'The oracle knows the rule of the 17th edition. The 18th capitalises prepositions of five letters and more (8.160).'
const FIRST_OF_COMPOUND =
  'The oracle leaves the first word of a compound small (“e-Mail”, “in-Depth”). Chicago capitalises it always (18th edition, 8.162).'
const CIRCA = 'The oracle prints an approximate date as certain. Cite Them Right has “c.” before it.'
/** The parts of Harvard that print the year. */
const DATED_PARTS = ['bibliography', 'cite.plain', 'cite.para3', 'cite.paras3to5', 'cite.page12', 'cite.suppressAuthorPara3'] // biome-ignore format: one list
/** The parts of a note style that print the title. */
const TITLED_PARTS = PARTS.filter((part) => part !== 'cite.authorOnly')

export const KNOWN_DIFFERENCES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['journal-5authors', 'mag-online-3', 'news-online', 'report-basic-2'].flatMap((id) => [
      [`chicago-author-date ${id} bibliography`, LONG_PREPOSITION],
      ...TITLED_PARTS.map((part) => [`chicago-notes-bibliography ${id} ${part}`, LONG_PREPOSITION]),
    ]),
  ),
  ...Object.fromEntries(
    PARTS.filter((part) => part.startsWith('cite.subsequent')).map((part) => [
      `chicago-notes-bibliography title-all-caps-small-words ${part}`,
      FIRST_OF_COMPOUND,
    ]),
  ),
  ...Object.fromEntries(
    ['book-circa', 'pamphlet-noauthor', 'manuscript-basic'].flatMap((id) =>
      DATED_PARTS.map((part) => [`harvard-cite-them-right ${id} ${part}`, CIRCA]),
    ),
  ),
  'chicago-notes-bibliography manuscript-basic cite.page12': FOLDER_PAGE,
  'chicago-notes-bibliography manuscript-untitled-undated cite.page12': FOLDER_PAGE,
  'chicago-notes-bibliography news-print cite.suppressAuthorPara3': SECTION_AS_COLUMN,
  'harvard-cite-them-right journal-20authors cite.authorOnly': ET_AL_ITALIC,
  'harvard-cite-them-right journal-21authors cite.authorOnly': ET_AL_ITALIC,
  'harvard-cite-them-right journal-4authors cite.authorOnly': ET_AL_ITALIC,
  'harvard-cite-them-right journal-5authors cite.authorOnly': ET_AL_ITALIC,
  'harvard-cite-them-right speech-basic bibliography': EVENT_NAMED,
  'ieee speech-basic bibliography': EVENT_NAMED,
  'nlm-citation-sequence speech-basic bibliography': EVENT_NAMED,
}
