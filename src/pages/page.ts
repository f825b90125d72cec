import type { Body } from '../wire/body.ts'
import type { Link } from '../wire/links.ts'
import type { Urls } from '../wire/urls.ts'
import { contentSecurityPolicy, ICON, SCRIPT, STYLE } from './assets.ts'
import { here } from './here.ts'
import { type Html, html, NOTHING } from './html.ts'
import { WORDS } from './words/words.ts'

const W = WORDS.common

/** What one page has of its own. */
export interface PageParts {
  title: string
  main: Html
  /** More of the head: metadata for machines. */
  head?: Html
  /** Typed links, of which those that a document may have are in its head. */
  links?: readonly Link[] | undefined
  /** Who may show it in a frame: nobody, unless it is said. */
  framedBy?: "'none'" | '*'
  /** What was searched for. */
  searched?: string
}

/** Relations that say something in a document, too. */
const IN_DOCUMENT =
  /^(?:canonical|cite-as|license|alternate|alternate describedby|alternate item|linkset|author|collection|version-history|latest-version|predecessor-version|successor-version|describedby|prev|next)$/

/** A whole page. */
export function page(urls: Urls, parts: PageParts): Body & { body: string; headers: Record<string, string> } {
  return {
    type: 'text/html; charset=utf-8',
    body: document(urls, parts).text,
    headers: { 'content-security-policy': contentSecurityPolicy(parts.framedBy ?? "'none'") },
  }
}

function document(urls: Urls, { title, main, head = NOTHING, links = [], searched = '' }: PageParts): Html {
  const to = (path: string) => here(urls.path(path))
  const asset = (name: string) => to(`/assets/${name}`)
  return html`<!doctype html>
<html lang="${W.language}" dir="${W.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title === W.name ? title : `${title} · ${W.name}`}</title>
<link rel="stylesheet" href="${asset(STYLE.name)}">
<link rel="icon" href="${asset(ICON.name)}" type="${ICON.type}">
<link rel="search" type="application/opensearchdescription+xml" title="${W.name}" href="${to('/opensearch.xml')}">
<link rel="alternate" type="application/atom+xml" title="${WORDS.discovery.feed}" href="${to('/feed.atom')}">
<script src="${asset(SCRIPT.name)}" integrity="sha256-${SCRIPT.digest}" defer></script>
${links.filter(({ rel }) => IN_DOCUMENT.test(rel)).map(headLink)}${head}</head>
<body>
<a class="skip" href="#main">${W.skip}</a>
<header class="site">
<a href="${to('/')}">${W.name}</a>
<form class="search" role="search" action="${to('/search')}"><input type="search" name="q" value="${searched}" aria-label="${W.searchFor}" required maxlength="2000"><button>${W.search}</button></form>
<nav aria-label="${W.navigation}"><a href="${to('/works')}">${W.works}</a><a href="${to('/verify')}">${W.verify}</a></nav>
</header>
<main id="main">
${main}
</main>
<footer class="site-end">
<p>${W.about}</p>
<nav aria-label="${W.name}"><a href="${to('/authors')}">${W.authors}</a><a href="${to('/check')}">${W.check}</a><a href="${to('/styles')}">${W.styles}</a><a href="${to('/log')}">${W.log}</a><a href="${to('/docs')}">${W.api}</a></nav>
</footer>
</body>
</html>
`
}

function headLink({ rel, href, type }: Link): Html {
  return html`<link rel="${rel}" href="${href}"${type && html` type="${type}"`}>
`
}
