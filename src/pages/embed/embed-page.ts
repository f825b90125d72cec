import type { Body } from '../../wire/body.ts'
import type { Urls } from '../../wire/urls.ts'
import { contentSecurityPolicy, STYLE } from '../assets.ts'
import { here } from '../here.ts'
import { type Html, html, trusted } from '../html.ts'
import { WORDS } from '../words/words.ts'
import { type Embedded, embeddedWords } from './embed-code.ts'

/** A passage with what became of its words: in a sentence, and whether they stand. */
export interface EmbeddedStanding extends Embedded {
  standing: string
  stands: boolean
}

/** A passage as others show it in a frame: its words, where they are from, and whether they still stand. It has no script. */
export function embedPage(
  urls: Urls,
  embedded: EmbeddedStanding,
): Body & { headers: Record<string, string> } {
  return {
    type: 'text/html; charset=utf-8',
    body: document(urls, embedded).text,
    headers: { 'content-security-policy': contentSecurityPolicy('*') },
  }
}

function document(urls: Urls, embedded: EmbeddedStanding): Html {
  const { citable, citation, standing, stands } = embedded
  const { language, title } = citable.work.metadata
  const heading = WORDS.embed.title(title)
  return html`<!doctype html>
<html lang="${WORDS.common.language}" dir="${WORDS.common.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${heading}</title>
<link rel="canonical" href="${citable.url}">
<link rel="stylesheet" href="${here(urls.path(`/assets/${STYLE.name}`))}">
</head>
<body>
<main>
<h1 class="visually-hidden">${heading}</h1>
<blockquote cite="${citable.url}"${language && html` lang="${language}"`}>${embeddedWords(embedded).map(
    (words) => html`<p dir="auto">${words}</p>`,
  )}</blockquote>
<div dir="auto">${trusted(citation.bibliography.html)}</div>
<p class="${stands ? 'good' : 'bad'}">${stands ? '✓' : '✗'} ${standing}</p>
<p>${WORDS.embed.address}: <a href="${citable.address}" target="_blank" rel="noopener">${citable.url}</a></p>
</main>
</body>
</html>
`
}
