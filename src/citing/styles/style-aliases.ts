/** The styles that people name in other words → the words. */
const SPOKEN: Readonly<Record<string, readonly string[]>> = {
  apa: ['apa7', 'apa-7', 'apa-7th', 'apa-7th-edition'],
  'chicago-author-date': [
    'chicago',
    'cmos',
    'chicago-18',
    'chicago-18th-edition',
    'chicago-author-date-18th-edition',
    'turabian-author-date',
  ],
  'chicago-notes-bibliography': ['chicago-notes', 'chicago-note', 'chicago-notes-bibliography-18th-edition'],
  'harvard-cite-them-right': [
    'harvard',
    'harvard1',
    'cite-them-right',
    'harvard-cite-them-right-12th-edition',
  ],
  'modern-language-association': ['mla', 'mla9', 'mla-9', 'mla-9th', 'mla-9th-edition'],
  'nlm-citation-sequence': ['nlm', 'nlm-vancouver'],
}

/** Ids that styles had in the CSL project before they were renamed (its renamed-styles.json) → the id of today. */
const RENAMED: Readonly<Record<string, string>> = {
  'apa-5th-edition': 'apa',
  'chicago-fullnote-bibliography': 'chicago-notes-bibliography',
  'chicago-note-bibliography': 'chicago-shortened-notes-bibliography',
  'modern-language-association-8th-edition': 'modern-language-association',
  'modern-language-association-9th-edition': 'modern-language-association',
  'turabian-fullnote-bibliography': 'turabian-notes-bibliography',
  vancouver: 'nlm-citation-sequence',
}

/** Names as people type them, and ids of old → the id of today. */
export const STYLE_ALIASES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(SPOKEN).flatMap(([id, names]) => names.map((name) => [name, id]))),
  ...RENAMED,
}
