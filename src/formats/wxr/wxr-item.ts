/** A post or page of an export of WordPress: what its element `item` says. */
import { lineIn } from '../html/nodes.ts'
import { parsePage } from '../html/tree.ts'
import { readWxr } from './wxr-elements.ts'

/** What an item has. Titles and names are in plain words. */
export interface WxrItem {
  /** `post`, `page`, `attachment`, and what extensions add. */
  type: string
  /** `publish`, `draft`, `private`, `pending`, `future`, `trash`, `inherit`. */
  status: string
  isProtected: boolean
  title: string
  link: string
  guid: string
  /** The name that its author logs in by. */
  creator: string
  /** EDTF, of the day that the site shows; '' where none is told. */
  date: string
  /** When that was at Greenwich (ISO 8601); '' where it is not told. */
  time: string
  modified: string
  /** As an extension for sites of several languages tells it, the label of a language; '' where none does. */
  language: string
  keywords: string[]
  content: string
  excerpt: string
  /** Those beneath it, of any kind. */
  comments: number
  /** The notes that editors of blocks keep beside the text. */
  footnotes: { id: string; content: string }[]
  id: string
}

/** Reads an element `item`. Throws as `readWxr` does. */
export function readItem(xml: string): WxrItem {
  const fields = new Map<string, string>()
  const keywords: string[] = []
  const metas = new Map<string, string>()
  let category: Readonly<Record<string, string>> = {}
  let language = ''
  let comments = 0
  let key = ''
  readWxr(xml, {
    enter: (path, attributes) => {
      if (path.length === 2 && path[1] === 'wp:comment') comments++
      if (path.length === 2 && path[1] === 'category') category = attributes
    },
    leave: (path, text) => {
      const [, name = '', within] = path
      if (name === 'wp:postmeta' && within === 'wp:meta_key') key = text.trim()
      else if (name === 'wp:postmeta' && within === 'wp:meta_value') metas.set(key, text)
      if (path.length !== 2) return
      const { domain = '', nicename = '' } = category
      if (name !== 'category') fields.set(name, text)
      else if (domain === 'language') language ||= nicename
      else if (KEYWORDS.has(domain) && !UNSORTED.test(text)) keywords.push(plain(text))
    },
  })
  const field = (name: string) => (fields.get(name) ?? '').trim()
  return {
    ...{ type: field('wp:post_type') || 'post', status: field('wp:status') || 'publish' },
    ...{ isProtected: field('wp:post_password') !== '', title: plain(field('title')) },
    ...{ link: field('link'), guid: field('guid'), creator: field('dc:creator'), id: field('wp:post_id') },
    date: dayOf(field('wp:post_date')) || dayOf(field('wp:post_date_gmt')) || dayOfMessage(field('pubDate')),
    time: timeOf(field('wp:post_date_gmt')),
    modified: dayOf(field('wp:post_modified')) || dayOf(field('wp:post_modified_gmt')),
    language,
    ...{ keywords: [...new Set(keywords)].filter((word) => word !== ''), comments },
    ...{ content: fields.get('content:encoded') ?? '', excerpt: plain(field('excerpt:encoded')) },
    footnotes: footnotesIn(metas.get('footnotes') ?? ''),
  }
}

/** What says a subject; other taxonomies say formats and menus. Old exports name tags `tag`. */
const KEYWORDS = new Set(['category', 'post_tag', 'tag'])
/** What WordPress files under where nobody chose. */
const UNSORTED = /^uncategori[sz]ed$/i

/** WordPress keeps titles and names as HTML. */
export function plain(html: string): string {
  return /[&<]/.test(html) ? lineIn(parsePage(html)) : html.replace(/\s+/g, ' ').trim()
}

/** Of a time of MySQL; zeros stand for none. */
function dayOf(time: string): string {
  const [, day = ''] = /^(\d{4}-\d{2}-\d{2})(?:[ T]|$)/.exec(time) ?? []
  return day === '' || day.startsWith('0000') || Number.isNaN(Date.parse(day)) ? '' : day
}

/** Of a time of MySQL at Greenwich. */
function timeOf(time: string): string {
  const at = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(time) ? `${time.replace(' ', 'T')}Z` : ''
  return dayOf(time) === '' || Number.isNaN(Date.parse(at)) ? '' : at
}

/** Of a time as messages have it (RFC 822). */
function dayOfMessage(time: string): string {
  const parsed = new Date(/\d{4}/.test(time) ? time : Number.NaN)
  const isDay =
    !Number.isNaN(parsed.getTime()) && parsed.getUTCFullYear() > 0 && parsed.getUTCFullYear() < 10_000
  return isDay ? parsed.toISOString().slice(0, 10) : ''
}

function footnotesIn(json: string): WxrItem['footnotes'] {
  try {
    const notes = JSON.parse(json) as unknown
    return (Array.isArray(notes) ? notes : []).flatMap((note) => {
      const { id, content } = Object(note) as Record<string, unknown>
      return typeof id === 'string' && typeof content === 'string' ? [{ id, content }] : []
    })
  } catch {
    return []
  }
}
