/** Verifying a quotation, and checking a manuscript. */
export const verifying = {
  title: 'Verify a quotation',
  lead: 'Paste the words as they are quoted. They are compared word for word with every text of this archive; nothing is stored.',
  text: 'The quotation',
  claim: 'What is said of its source (may be left empty)',
  author: 'Author',
  year: 'Year',
  locator: 'Place, such as para. 4',
  work: 'Work: its id, short name, citation key, address or DOI',
  attribution: {
    right: 'The source is right.',
    wrong_place: 'The place is wrong:',
    wrong_work: 'The work is wrong:',
    wrong_author: 'The author is wrong:',
    wrong_year: 'The year is wrong:',
    unknown_source: 'The source is not known.',
    not_claimed: 'The source was not judged.',
  },
  submit: 'Verify',
  verdict: {
    identical: 'These are the words, to the letter.',
    typography: 'These are the words; only typography differs.',
    case: 'These are the words, but for capital letters.',
    elided: 'These are the words, with omissions and edits that are marked.',
    altered: 'A passage is quoted, but with other words.',
    stitched: 'All parts stand in the work, but not together, and nothing marks what is left out.',
    ambiguous: 'Several different passages are as like as one another.',
    not_found: 'These words stand nowhere in this archive.',
    not_checked: 'It was not checked.',
  },
  searched: (works: number, paragraphs: number) =>
    `Compared with ${counted(works, 'work')}, ${counted(paragraphs, 'paragraph')}.`,
  difference: 'From the quotation to the words of the work',
  risk: 'A negation or a number differs: the meaning may be another.',
  nearest: 'The passage that is most like it, which may be another',
  address: 'The quotation’s page',
  checkTitle: 'Check a manuscript',
  checkLead: (formats: string) =>
    `Every quotation of a manuscript is looked for and compared word for word. It may be ${formats}, up to 2 MB; nothing is stored.`,
  manuscript: 'The manuscript, a file',
  pasted: 'Or its text, as Markdown',
  bibliography: 'Its bibliography, BibTeX or CSL-JSON, if it cites by keys',
  check: 'Check',
  report: 'Report',
  outcome: {
    word_for_word: 'Word for word',
    altered: 'Altered',
    doubtful: 'Doubtful',
    not_found: 'Not found',
    not_checked: 'Not checked',
  },
  misattributed: 'Source wrong',
  line: (line: number) => `line ${line}`,
  again: 'Check another one',
  none: 'There are no quotations in it: words between quotation marks, or block quotations.',
} as const

function counted(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`
}
