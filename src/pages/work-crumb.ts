import type { WorkRecord } from '../store/works.ts'
import type { Urls } from '../wire/urls.ts'
import { here } from './here.ts'
import { type Html, html } from './html.ts'

/** The way back to the work that a page tells something of. */
export function workCrumb(urls: Urls, { id, metadata: { title, language } }: WorkRecord): Html {
  return html`<p class="breadcrumbs"><a href="${here(urls.work(id))}" dir="auto"${language && html` lang="${language}"`}>${title}</a></p>`
}
