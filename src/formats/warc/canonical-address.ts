import { attribute, elementsIn } from '../html/nodes.ts'
import { parsePage } from '../html/tree.ts'
import { contentOf, isPage, type Response } from './http-message.ts'

/** Bytes of the head of a page that are looked at. */
const LONGEST_HEAD = 256 * 1024
/** Bytes of a page, unpacked. */
const MOST_BYTES = 8 * 1024 * 1024

/** Names of hosts under which a site shows the same. */
const OTHER_NAMES = /^(?:www|m|mobile|amp)\./

/**
 * The address that a page is known by: what it names as `rel=canonical` (RFC 6596), in HTTP or in its head, else the one
 * that it was captured at, without a fragment. A page of another site is not taken at its word: it would be a version of that
 * site's page.
 */
export function canonicalAddress(response: Response, address: string): string {
  const named = [inLinks(response), inHead(response)].find((each) => each !== undefined) ?? address
  if (!URL.canParse(address)) return address
  const captured = new URL(address)
  const canonical = URL.canParse(named, address) ? new URL(named, address) : captured
  const isOfSite = /^https?:$/.test(canonical.protocol) && siteOf(canonical) === siteOf(captured)
  const url = isOfSite ? canonical : captured
  url.hash = ''
  return url.href
}

function siteOf({ hostname }: URL): string {
  return hostname.replace(OTHER_NAMES, '')
}

function inLinks({ fields }: Response): string | undefined {
  const links = (fields.get('link') ?? '').slice(0, 4000).split(',')
  const canonical = links.find((link) => /;\s*rel\s*=\s*"?canonical\b/i.test(link))
  return canonical && /<([^<>]+)>/.exec(canonical)?.[1]
}

function inHead(response: Response): string | undefined {
  if (!isPage(response)) return undefined
  try {
    const text = Buffer.from(contentOf(response, MOST_BYTES).subarray(0, LONGEST_HEAD)).toString()
    const body = text.search(/<body[\s>]/i)
    const links = elementsIn(parsePage(body < 0 ? text : text.slice(0, body))).filter(
      (element) =>
        element.tagName === 'link' &&
        (attribute(element, 'rel') ?? '').toLowerCase().split(/\s+/).includes('canonical'),
    )
    return links.map((link) => attribute(link, 'href')?.trim()).find((href) => href)
  } catch {
    // What is wrong with the page is told when it is loaded.
    return undefined
  }
}
