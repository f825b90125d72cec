/**
 * The most that is kept of what is said of a work, in code points, and of each role, such as authors, in names; of a file's name too. A
 * manifest and a file have the same bounds, so that what a file says can be given in a manifest.
 */
export const MOST = {
  key: 500,
  slug: 200,
  title: 1000,
  authors: 200,
  family: 200,
  given: 200,
  'dropping-particle': 50,
  'non-dropping-particle': 50,
  suffix: 50,
  literal: 400,
  /** An EDTF date. */
  date: 100,
  /** A date as a file words it. */
  dateInWords: 400,
  language: 100,
  containerTitle: 1000,
  publisher: 500,
  license: 2048,
  label: 500,
  url: 2048,
  /** Any other text that is said of a work: a volume, a place, a series. */
  detail: 1000,
  abstract: 20_000,
  note: 5000,
  keywords: 200,
  keyword: 200,
  /** Second numberings of a work's paragraphs. */
  locators: 10,
  /** A place in one of them. */
  locator: 100,
  fileName: 1024,
} as const
