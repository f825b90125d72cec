/** What an export of WordPress says of its site, before the posts. */
import { readWxr } from '../../formats/wxr/wxr-elements.ts'
import { plain } from '../../formats/wxr/wxr-item.ts'
import { MOST } from '../../loading/metadata/bounds.ts'
import type { GivenMetadata } from '../../loading/metadata/given-metadata-schema.ts'
import { languageTag } from '../../loading/metadata/language-names.ts'
import { oneLine } from '../../loading/metadata/one-line.ts'
import type { Statement } from '../../loading/metadata/statement.ts'

type Name = NonNullable<GivenMetadata['authors']>[number]

/** A site. */
export interface WxrChannel {
  /** The names of authors as the site shows them, by those that they log in by. */
  authors: ReadonlyMap<string, Name>
  /** What is said of all posts. */
  manifest: GivenMetadata
  said: Statement[]
}

/** @param head the file up to its first post. Throws `MalformedMarkup` */
export function readChannel(head: string): WxrChannel {
  const fields = new Map<string, string>()
  const authors = new Map<string, Name>()
  let author = new Map<string, string>()
  readWxr(`${head}</channel></rss>`, {
    enter: (path) => {
      if (path.at(-1) === 'wp:author') author = new Map()
    },
    leave: (path, text) => {
      const name = path.at(-1)!
      if (path.at(-2) === 'wp:author') author.set(name.replace('wp:author_', ''), plain(text))
      else if (name === 'wp:author') addAuthor(authors, author)
      else if (path.length === 3) fields.set(name, plain(text))
    },
  })
  const line = (name: string, most: number) => oneLine((fields.get(name) ?? '').slice(0, most))
  const language = languageTag(fields.get('language') ?? '')?.tag
  const containerTitle = line('title', MOST.containerTitle)
  return {
    authors,
    manifest: { ...(containerTitle && { containerTitle }), ...(language && { language }) },
    said: ['wp:base_blog_url', 'language', 'generator'].flatMap((name): Statement[] => {
      const value = line(name, MOST.detail)
      const field = `wxr.${name.replace('wp:base_blog_url', 'site')}`
      return value ? [{ field, value, certainty: 'certain', origin: 'given' }] : []
    }),
  }
}

/** Family and given names where they make the name that is shown. */
function addAuthor(authors: Map<string, Name>, said: ReadonlyMap<string, string>): void {
  const [given = '', family = ''] = [said.get('first_name'), said.get('last_name')]
  const shown = oneLine((said.get('display_name') || `${given} ${family}`).slice(0, MOST.literal))
  const login = said.get('login')
  if (login === undefined || login === '' || shown === undefined) return
  const isInParts =
    given !== '' && family !== '' && [`${given} ${family}`, `${family} ${given}`].includes(shown)
  const fits = given.length <= MOST.given && family.length <= MOST.family
  authors.set(login, isInParts && fits ? { family, given } : { literal: shown })
}
