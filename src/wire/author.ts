import type { Static } from 'typebox'
import type { ListedAuthor } from '../archive/author-list.ts'
import type { ListedAuthorSchema } from './schemas/author.ts'
import type { Urls } from './urls.ts'

/** Characters of a name that the list of works takes. */
const LONGEST_NAME = 200

/** The wire shape of an author in the list. */
export function listedAuthorView(urls: Urls, author: ListedAuthor): Static<typeof ListedAuthorSchema> {
  return { ...author, url: worksOf(urls, author) }
}

/** The address of the works of an author: of all whose authors have the name. */
export function worksOf(urls: Urls, { name }: Pick<ListedAuthor, 'name'>): string {
  return urls.path('/works', { author: [...name].slice(0, LONGEST_NAME / 2).join('') })
}
