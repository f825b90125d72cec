/** The front page. */
export const front = {
  what: 'This archive keeps texts as they were received. Every paragraph and every exact quotation has an address that never breaks, a citation in the style that you need, and a proof.',
  search: 'Search',
  words: 'Words in the texts',
  newest: 'Newest works',
  all: 'All works',
  none: 'Nothing is here yet. Whoever runs this archive takes works in with',
  try: 'Three things to try',
  read: 'Read',
  select: 'and select words: the page leads to their permanent address.',
  verify: 'Verify a quotation',
  verifyIs: 'paste it, and see whether the words stand so, and where.',
  cite: 'Cite it',
  citeIs: 'in the style of your publisher, or as a file for your reference manager.',
  mirror: 'Keep a copy',
  mirrorIs:
    'Anybody may copy the whole archive. The copy checks itself by the signed log, and answers at the same paths.',
  state: 'State of the archive',
  works: 'Works',
  paragraphs: 'Paragraphs',
  quotes: 'Registered quotes',
  log: 'Log',
  entries: (count: number) =>
    count === 1 ? '1 signed entry' : `${count.toLocaleString('en')} signed entries`,
  lastOf: 'the last of',
  unsigned: 'Nothing is signed yet.',
  verified: 'Last verified',
  sound: 'all was as it was written',
  faults: (count: number) =>
    count === 1 ? '1 fault was found' : `${count.toLocaleString('en')} faults were found`,
  never: 'Nobody has verified it with the command colophon verify yet.',
} as const
