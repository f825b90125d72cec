/** Posts and pages of an export of WordPress (WXR, an extension of RSS 2.0): each is a source; the export is a container. */
import type { Draft } from '../../loading/draft.ts'
import { LoadingError } from '../../loading/errors.ts'
import { UNREAD } from '../../loading/metadata/front-matter-fields.ts'
import type { Statement } from '../../loading/metadata/statement.ts'
import { type Format, MEBIBYTE } from '../format.ts'
import { html, readWholePage } from '../html/html.ts'
import { type CommentField, commentFields } from '../page-comment.ts'
import { quotedInBlocks } from '../quotation-numbers.ts'
import { rootOf } from '../xml/root-of.ts'
import { HEADING } from './wxr-heading.ts'

/** Bytes of a post with all that stands beside it: comments, and what extensions keep. */
export const MOST_BYTES = 16 * MEBIBYTE

/** The media type of a post: RSS, which its element is of. */
export const WXR_TYPE = 'application/rss+xml'

/** One element `item`. Its version is raised with that of HTML, which reads the page. */
export const wxr: Format = {
  name: 'wxr',
  version: `1.1.0+html.${html.version}`,
  title: 'WordPress',
  mediaTypes: [WXR_TYPE],
  extensions: ['wxr'],
  keeps:
    'the text of a published post or page with the paragraphs that WordPress shows, captions and notes; title, author by the name that the site shows, day of publication as the site shows it, address, categories and tags, excerpt; the page of HTML that is extracted',
  leavesOut: 'comments, pictures, what shortcodes show, what extensions keep beside a post',
  firstLineMayBeTitle: false,
  mayBePrinted: false,
  extract: async (bytes) => {
    if (isExport(bytes))
      throw new LoadingError(
        'unreadable_document',
        'The file is an export of a site, with many posts. Import it with colophon import, which makes a work of each.',
      )
    return (await import('./wxr-extraction.ts')).extractItem(bytes, MOST_BYTES)
  },
  read: readPost,
  quoted: quotedInBlocks,
  isOfKind: (beginning) => isExport(beginning) || isItem(beginning),
}

/** Bytes of the beginning that tell. */
const BEGINNING = 65_536

/** Whether bytes begin as an export of WordPress does. */
export function isExport(beginning: Uint8Array): boolean {
  const root = rootOf(beginning.subarray(0, BEGINNING))
  return root?.name === 'rss' && /xmlns:wp\s*=\s*["']https?:\/\/wordpress\.org\/export\//.test(root.tag)
}

function isItem(beginning: Uint8Array): boolean {
  const root = rootOf(beginning.subarray(0, BEGINNING))
  return root?.name === 'item' && /<(?:wp:[a-z_]+|content:encoded)>/.test(root.inside)
}

/** The pages that posts link to and what their HTML says is not said of the post. */
function readPost(bytes: Uint8Array): Draft {
  const draft = readWholePage(bytes)
  const fields = commentFields(draft.source, HEADING)
  draft.statements = fields.flatMap((field) => statementsOf(field, draft.source))
  draft.warnings.push(...fields.filter(({ name }) => name === 'Warning').map(({ value }) => value))
  return draft
}

/** Fields of the comment → those of front matter. */
const MEANINGS: Readonly<Record<string, string>> = {
  Title: `${UNREAD}title`,
  Creator: `${UNREAD}author`,
  Date: `${UNREAD}date`,
  Link: `${UNREAD}url`,
  Excerpt: `${UNREAD}abstract`,
  Keyword: 'keyword',
}

function statementsOf({ name, value, start, end }: CommentField, source: string): Statement[] {
  if (name === 'Warning') return []
  const said = { raw: source.slice(start, end), start, end, certainty: 'certain', origin: 'parsed' } as const
  const own: Statement = { field: `wxr.${name.toLowerCase()}`, value, ...said }
  const field = MEANINGS[name]
  if (name === 'Type')
    return [{ field: 'type', value: value === 'page' ? 'webpage' : 'post-weblog', ...said }, own]
  if (field === undefined) return [own]
  return [{ field, value, ...said }, ...(name === 'Creator' ? [own] : [])]
}
