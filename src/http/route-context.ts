import type { Archive } from '../archive/archive.ts'
import type { ArchiveWriter } from '../archive/writer.ts'
import type { Citer } from '../citing/citer.ts'
import type { QuotesOf } from '../quoting/quotes.ts'
import type { Searching } from '../searching/searching-thread.ts'
import type { Urls } from '../wire/urls.ts'

/** What an application is made of. */
export interface Dependencies {
  archive: Archive
  writer: ArchiveWriter
  citer: Citer
  searching: Searching
  urls: Urls
  /** Addresses of copies of the archive. */
  mirrors?: readonly string[]
}

/** What the routes work with: what the application is made of, and the quotes of each work. */
export interface RouteContext extends Dependencies {
  quotes: QuotesOf
}
