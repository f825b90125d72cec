/** Exports of WordPress (WXR): each published post or page is a document. */
import { ColophonError } from '../../errors.ts'
import { isExport, MOST_BYTES, WXR_TYPE } from '../../formats/wxr/wxr.ts'
import { plain, readItem, type WxrItem } from '../../formats/wxr/wxr-item.ts'
import { sha256 } from '../../identity/digest.ts'
import { decodeSource } from '../../loading/decode.ts'
import { MOST } from '../../loading/metadata/bounds.ts'
import type { GivenMetadata } from '../../loading/metadata/given-metadata-schema.ts'
import { guessLanguage } from '../../loading/metadata/language.ts'
import { languageTag } from '../../loading/metadata/language-names.ts'
import type { ContainerKind, Contents, Member } from './container.ts'
import { FileWindow } from './file-window.ts'
import { type ItemPlace, itemsIn } from './item-places.ts'
import { readChannel, type WxrChannel } from './wxr-channel.ts'

/** Bytes before the first post: authors, categories and tags of the site. */
const LONGEST_HEAD = 16 * 1024 * 1024
/** Posts that are looked at until others have their turn. */
const AT_ONCE = 100

/** WordPress eXtended RSS 1.0 to 1.2. */
export const wxrFile: ContainerKind = {
  title: 'WordPress export',
  isOfKind: (_file, beginning) => isExport(beginning),
  open: async (file, wants) => {
    const window = new FileWindow(file)
    const posts = new Posts(window, wants)
    let seen = 0
    for (const place of itemsIn(window)) {
      posts.add(place)
      if (++seen % AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    window.rest()
    return posts.contents()
  },
}

/** Collects the posts of an export. */
class Posts {
  readonly #window: FileWindow
  readonly #wants: (name: string) => boolean
  readonly #members: Member[] = []
  readonly #damaged: Contents['damaged'] = []
  readonly #reasons = new Map<string, number>()
  #channel: WxrChannel | undefined

  constructor(window: FileWindow, wants: (name: string) => boolean) {
    this.#window = window
    this.#wants = wants
  }

  add(place: ItemPlace): void {
    this.#channel ??= readChannel(this.#headBefore(place.start))
    try {
      this.#addItem(place)
    } catch (error) {
      const { message } = error as Error
      const told = new ColophonError('unreadable_document', `The post at byte ${place.start}: ${message}`)
      this.#damaged.push({ name: `byte ${place.start}`, error: told })
    }
  }

  contents(): Contents {
    const skipped = [...this.#reasons].map(([why, count]) => ({
      file: '',
      why: `${count === 1 ? '1 entry' : `${count} entries`} left out: ${why}`,
    }))
    return { members: this.#members, skipped, damaged: this.#damaged }
  }

  #headBefore(end: number): string {
    if (end > LONGEST_HEAD)
      throw new ColophonError(
        'source_too_large',
        `${this.#window.file} has more than ${LONGEST_HEAD} bytes before its first post. Export fewer posts at once.`,
      )
    return decodeSource(Buffer.from(this.#window.read(0, end)), LONGEST_HEAD).replace('\ufeff', '')
  }

  #addItem(place: ItemPlace): void {
    if (!place.isWhole)
      throw new ColophonError('unreadable_document', 'the file ends in it. Export the site again.')
    const item = readItem(decodeSource(this.#bytesOf(place), MOST_BYTES))
    const name = item.link || item.guid || item.title
    const why = whyNot(item) ?? (this.#wants(name) ? undefined : 'another address than was asked for')
    if (why !== undefined) {
      this.#reasons.set(why, (this.#reasons.get(why) ?? 0) + 1)
      return
    }
    const series = seriesOf(item)
    const { authors, manifest, said } = this.#channel!
    const author = authors.get(item.creator)
    this.#members.push({
      ...{ name, size: place.end - place.start, ...(series !== undefined && { series }) },
      read: () => ({
        ...{ bytes: this.#bytesOf(place), mediaType: WXR_TYPE, fileName: fileNameOf(item) },
        manifest: { ...manifestFor(item, manifest), ...(author && { authors: [author] }) },
        said,
      }),
    })
  }

  #bytesOf({ start, end }: ItemPlace): Buffer {
    if (end - start > MOST_BYTES)
      throw new ColophonError(
        'source_too_large',
        `it has more than ${MOST_BYTES} bytes. Export it without its comments (wp export --skip_comments).`,
      )
    return Buffer.from(this.#window.read(start, end - start))
  }
}

function whyNot({ type, status, isProtected, content }: WxrItem): string | undefined {
  if (type === 'attachment') return 'attachments, whose files are not in the export'
  if (type !== 'post' && type !== 'page') return `of the type ${type.slice(0, 100)}`
  if (status !== 'publish') return `not published (${status.slice(0, 100)})`
  if (isProtected) return 'protected by a password'
  return content.trim() === '' ? 'without text' : undefined
}

/**
 * What the site says of a post. Its own language goes before the site's: the one that the export tells, else the one that its words
 * speak for, which whoever reads them finds.
 */
function manifestFor(
  { language: label, content }: WxrItem,
  { language, ...manifest }: GivenMetadata,
): GivenMetadata {
  const told = label === '' ? undefined : languageTag(label)?.tag
  const found = guessLanguage([plain(content.slice(0, MOST_GUESSED))])
  const ofSite = found === null || found === language?.split('-')[0] ? language : undefined
  const own = told ?? ofSite
  return own === undefined ? manifest : { ...manifest, language: own }
}

/** Characters that a language is told by. */
const MOST_GUESSED = 100_000

/** The address that a post is known by, as captures of it are; else the one that it keeps for ever. */
function seriesOf({ link, guid }: WxrItem): string | undefined {
  const address = [link, guid].find((each) => URL.canParse(each) && /^https?:/i.test(each))
  if (address === undefined) return undefined
  const url = new URL(address)
  url.hash = ''
  return url.href.length <= MOST.key ? url.href : `sha256:${sha256(url.href)}`
}

function fileNameOf({ link, id }: WxrItem): string {
  const path = URL.canParse(link) ? new URL(link).pathname : ''
  const last = path.split('/').findLast((part) => part !== '') ?? ''
  const name = last.replace(/[^\p{L}\p{N}._-]/gu, '-').slice(0, 100)
  return `${name || `post-${id.replace(/\D/g, '')}`}.wxr`
}
