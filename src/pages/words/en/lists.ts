/** The lists: of works, of what was found, of authors and styles. */
export const lists = {
  works: 'Works',
  authors: 'Authors',
  authorsIs: 'By their names, as the works have them.',
  worksBy: (count: number) => (count === 1 ? '1 work' : `${count.toLocaleString('en')} works`),
  noWorks: 'There is no such work.',
  filter: 'Which works to show',
  author: 'Author',
  title: 'Title',
  language: 'Language',
  issued: 'Published',
  show: 'Show',
  recorded: 'recorded on',
  paragraphs: (count: number) => (count === 1 ? '1 paragraph' : `${count.toLocaleString('en')} paragraphs`),
  pages: 'Pages of the list',
  first: 'From the beginning',
  next: 'Next',
} as const
