/** What stands on every page. */
export const common = {
  /** BCP 47 tag and direction of the interface. */
  language: 'en',
  direction: 'ltr',
  name: 'Colophon',
  skip: 'Skip to the content',
  search: 'Search',
  searchFor: 'Words to search for',
  navigation: 'Site',
  works: 'Works',
  authors: 'Authors',
  verify: 'Verify a quotation',
  check: 'Check a manuscript',
  styles: 'Styles',
  log: 'Log',
  api: 'API',
  about:
    'This archive keeps texts as they were received, and gives every paragraph and quotation an address that never breaks.',
  copy: 'Copy',
  copied: 'Copied',
  previous: 'Previous',
  next: 'Next',
  unknownAuthor: 'Unknown author',
  undated: 'no date',
  list: (parts: readonly string[]) => new Intl.ListFormat('en').format(parts),
  number: (value: number) => value.toLocaleString('en'),
} as const
