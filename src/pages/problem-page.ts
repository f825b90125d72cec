import {
  explainedKind,
  PROBLEM_CODES,
  type Problem,
  type ProblemCode,
  problemKind,
} from '../wire/problems.ts'
import type { Urls } from '../wire/urls.ts'
import { here } from './here.ts'
import { html } from './html.ts'
import { page } from './page.ts'
import { WORDS } from './words/words.ts'

const W = WORDS.problems

/** The page in the place of one that cannot be shown: what is wrong, and what to do. */
export function problemPage(urls: Urls, problem: Problem) {
  const { title, status, type } = problemKind(urls.base, problem.code)
  return page(urls, {
    title,
    // In the frame of what is shown no more it says why.
    framedBy: '*',
    main: html`<h1>${title}</h1>
<p>${problem.message}</p>
<h2>${W.found}</h2>
<p>${whatToDo(status)}</p>
<ul><li><a href="${here(urls.path('/'))}">${W.front}</a></li>
<li><a href="${here(urls.path('/works'))}">${W.works}</a></li>
<li><a href="${here(type)}">${W.kind}</a></li></ul>
<p class="faint">${W.status(status)}</p>`,
  })
}

/** The page of a kind of problem, to which the `type` of a problem leads. */
export function problemKindPage(urls: Urls, code: ProblemCode) {
  const { title, status, when, cure } = explainedKind(urls.base, code)
  return page(urls, {
    title,
    main: html`<p class="breadcrumbs"><a href="${here(urls.path('/problems'))}">${W.all}</a></p>
<h1>${title}</h1>
<p>${W.name} <code>${code}</code> · ${W.status(status)}</p>
<p>${when}</p>
<h2>${W.found}</h2>
<p>${cure}</p>`,
  })
}

/** The page of all kinds of problems. */
export function problemKindsPage(urls: Urls) {
  const rows = PROBLEM_CODES.map((code) => {
    const { type, title, status } = problemKind(urls.base, code)
    return html`<tr><td>${status}</td><td><a href="${here(type)}">${code}</a></td><td>${title}</td></tr>
`
  })
  return page(urls, { title: W.all, main: html`<h1>${W.all}</h1><table tabindex="0">${rows}</table>` })
}

function whatToDo(status: number): string {
  if (status === 410) return W.withdrawn
  if (status === 404) return W.missing
  return status >= 500 || status === 429 ? W.later : W.again
}
