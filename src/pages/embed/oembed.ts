/** oEmbed 1.0 (https://oembed.com): how others' pages show a passage when they are given its address. */

import { printName } from '../../loading/metadata/print-name.ts'
import { xmlElement } from '../../text/xml.ts'
import { type Body, json } from '../../wire/body.ts'
import type { Urls } from '../../wire/urls.ts'
import { type Html, html } from '../html.ts'
import { WORDS } from '../words/words.ts'
import { type Embedded, embedFrame } from './embed-code.ts'
import type { LargestFrame } from './embed-size.ts'

/** Seconds: the frame stays the same, and tells by itself what is new. */
const CACHE_AGE = 86_400

/** The formats of the answer. */
export const OEMBED_FORMATS = { json: oembedJson, xml: oembedXml }

type Response = Record<string, string | number>

function oembed(urls: Urls, embedded: Embedded, largest: LargestFrame): Response {
  const { metadata } = embedded.citable.work
  const { html, width, height } = embedFrame(embedded, largest)
  const authors = metadata.authors.map(printName)
  return {
    version: '1.0',
    type: 'rich',
    title: WORDS.embed.title(metadata.title),
    ...(authors.length > 0 && { author_name: WORDS.common.list(authors) }),
    provider_name: new URL(urls.base).hostname,
    provider_url: `${urls.base}/`,
    cache_age: CACHE_AGE,
    html: html.text,
    width,
    height,
  }
}

function oembedJson(urls: Urls, embedded: Embedded, largest: LargestFrame): Body {
  return json(oembed(urls, embedded, largest))
}

function oembedXml(urls: Urls, embedded: Embedded, largest: LargestFrame): Body {
  const members = Object.entries(oembed(urls, embedded, largest))
  const written = members.map(([name, value]) => `  ${xmlElement(name, String(value))}\n`).join('')
  return {
    type: 'text/xml; charset=utf-8',
    body: `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>\n${written}</oembed>\n`,
  }
}

/** The links by which others find this for a page. */
export function oembedLinks(urls: Urls, url: string): Html {
  const to = (format: string) => urls.path('/oembed', { url, format })
  return html`<link rel="alternate" type="application/json+oembed" href="${to('json')}">
<link rel="alternate" type="text/xml+oembed" href="${to('xml')}">
`
}
