/** The page of a text. */
export const reading = {
  paragraph: 'Paragraph',
  contents: 'Contents',
  notes: 'Notes',
  noteCall: (label: string) => `Note ${label}`,
  noteBack: 'Back to the text',
  quoteSelection: 'Quote what is selected',
  selected: 'Selected words',
  in: 'in',
  source: 'Original publication',
  license: 'Licence',
  recorded: (date: string) => `recorded on ${date}`,
  newest: 'newest version',
  older: (date: string) => `This is an older version, recorded on ${date}.`,
  toNewest: 'Read the newest version',
  cite: 'Cite',
  history: 'History',
  provenance: 'Provenance',
  otherFormats: 'Other formats',
  paragraphs: (count: number) => (count === 1 ? '1 paragraph' : `${count.toLocaleString('en')} paragraphs`),
  words: (count: number) => (count === 1 ? '1 word' : `${count.toLocaleString('en')} words`),
  repairs: (count: number) =>
    count === 1 ? '1 repair is on record' : `${count.toLocaleString('en')} repairs are on record`,
  unresolved: (count: number) =>
    count === 1 ? '1 place is unresolved' : `${count.toLocaleString('en')} places are unresolved`,
  printed: (address: string, digest: string) =>
    `Permanent address: ${address} · SHA-256 of the source: ${digest}`,
  empty: 'This text has no words.',
} as const
