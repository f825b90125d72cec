/** The pages of a search. */
export const search = {
  search: 'Search',
  titleOf: (words: string) => `Search for ${words}`,
  form: 'Search in all works',
  words: 'Words',
  help: 'All words must stand in one paragraph. Put words between quotation marks to find them one after the other.',
  filters: 'Where to look',
  author: 'Author',
  language: 'Language',
  issued: 'Published',
  work: 'Id or short name of the only work',
  found: 'What was found',
  none: 'No paragraph has these words. Try fewer of them, or another spelling.',
  noneYet: 'None of the paragraphs that were looked through so far has these words. There are more.',
  paragraph: (number: number) => `paragraph ${number}`,
  cite: (number: number) => `Cite paragraph ${number}`,
} as const
