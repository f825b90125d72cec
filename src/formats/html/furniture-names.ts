/** What parts of pages are called that are not the article, by their elements, roles, classes and ids. */
import { attribute } from './nodes.ts'
import type { Element } from './tree.ts'

const OF_ELEMENTS: Readonly<Record<string, string>> = {
  ...{ nav: 'navigation', aside: 'aside', footer: 'page-footer', form: 'form', menu: 'navigation' },
  ...{ dialog: 'aside', fieldset: 'form', search: 'form' },
}

const OF_ROLES: Readonly<Record<string, string>> = {
  ...{ navigation: 'navigation', complementary: 'aside', banner: 'page-header', contentinfo: 'page-footer' },
  ...{ search: 'form', form: 'form', menu: 'navigation', menubar: 'navigation', toolbar: 'navigation' },
  ...{ alert: 'aside', dialog: 'aside', alertdialog: 'aside', 'doc-toc': 'navigation' },
}

/** Words of classes and ids, parted at hyphens, underscores and capitals. */
const OF_WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    comments:
      'comments commentlist commentarea respond disqus replies discussion webmentions livefyre trackbacks pingbacks',
    navigation:
      'nav navbar navigation navi docnav menu submenu breadcrumb breadcrumbs crumbs pagination pager paging pagenav prevnext navbox toc tableofcontents catlinks jump skip skiplink skiplinks linkbar navheader navfooter navtable sitemap',
    sharing:
      'share sharing sharedaddy social socials sharethis addthis addtoany sharebar likes bookmarks retweet',
    aside:
      'sidebar widget widgets related relatedposts recommended recommendations suggested popular trending newsletter subscribe subscription signup paywall promo promotion promoted teaser teasers outbrain taboola cookie cookies gdpr consent popup modal overlay toast authorbox authorbio aboutauthor mostread readmore upsell donate donation',
    advertisement: 'ad ads adsense advert adverts advertisement advertising sponsor sponsored sponsors dfp',
    'page-footer': 'footer colophon copyright credits printfooter legal footerlinks siteinfo',
    'page-header': 'banner masthead siteheader topbar branding logo tagline',
    byline:
      'byline entrymeta postmeta articlemeta postinfo postdetails postfooter dateline timestamp postedon tags taglinks catlinks tagcloud postedin categories permalink',
    editing:
      'editsection noprint noexport editlink headerlink anchorlink screenreadertext sronly visuallyhidden printonly',
    form: 'login searchform searchbox search signin',
  }).flatMap(([kind, words]) => words.split(' ').map((word): [string, string] => [word, kind])),
)

/** Words of what holds the article among other things, or says something of the page as a whole. */
const HOLDERS = new Set(
  'wrap wrapper wrapping container layout page site has with without no content main body article entry post story text open closed enabled hfeed left right grid row col column outer inner view'.split(
    ' ',
  ),
)
const NEVER = new Set([
  'html',
  'body',
  'main',
  'article',
  'p',
  'blockquote',
  'li',
  'td',
  'tr',
  'tbody',
  'pre',
  'a',
  'span',
  'em',
  'i',
  'b',
  'strong',
  'sup',
])
/** Of these a class says what they are, for machines and editors alone. */
const INLINE = new Set(['editing', 'navigation', 'byline', 'sharing'])
const DPUB = /^doc-(?!toc|pagelist|index)/

/** What part of a page an element is; undefined for one that may be of the article. */
export function furnitureName(element: Element): string | undefined {
  const role = (attribute(element, 'role') ?? '').toLowerCase()
  if (DPUB.test(role)) return undefined
  const own = OF_ROLES[role] ?? OF_ELEMENTS[element.tagName]
  if (own !== undefined) return own
  if (element.tagName === 'html' || element.tagName === 'body') return undefined
  for (const name of [attribute(element, 'id') ?? '', ...(attribute(element, 'class') ?? '').split(/\s+/)]) {
    const kind = nameOf(name)
    if (kind !== undefined && (!NEVER.has(element.tagName) || isInlineKind(element, kind))) return kind
  }
  return undefined
}

function isInlineKind({ tagName }: Element, kind: string): boolean {
  return (tagName === 'span' || tagName === 'p' || tagName === 'a') && INLINE.has(kind)
}

/** A name of one word, of two that are written as one, or that has one such word and none of a holder. */
function nameOf(name: string): string | undefined {
  if (name === '' || name.length > 80) return undefined
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '')
  const whole = OF_WORDS.get(words.join(''))
  if (whole !== undefined) return whole
  for (let at = 0; at + 1 < words.length; at++) {
    const pair = OF_WORDS.get(words[at]! + words[at + 1]!)
    if (pair !== undefined) return pair
  }
  if (words.some((word) => HOLDERS.has(word))) return undefined
  return words.map((word) => OF_WORDS.get(word)).find((kind) => kind !== undefined)
}
