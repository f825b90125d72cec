import { type Html, html } from '../html.ts'

/** A name and what is said by it; nothing is written where that is absent. */
export type Meta = readonly [name: string, content: string | null | undefined]

/** `meta` elements. OpenGraph (https://ogp.me) names its own by `property`. */
export function metaHtml(list: readonly Meta[], attribute: 'name' | 'property' = 'name'): Html {
  return html`${list.map(([name, content]) => {
    if (!content) return null
    return attribute === 'name'
      ? html`<meta name="${name}" content="${content}">
`
      : html`<meta property="${name}" content="${content}">
`
  })}`
}
