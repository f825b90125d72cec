/** How what needs a person is written: line by line, so that a report of any length is printed as it is found. */
import { html } from '../pages/html.ts'
import { FINDING_KINDS, type Finding } from '../review/finding.ts'
import type { Urls } from '../wire/urls.ts'
import { shown, shownJson } from './output.ts'

/** One format of a report. */
export interface ReportFormat {
  begin(): string[]
  /** Makes what prints findings in their order. */
  printer(urls: Urls): (finding: Finding) => string[]
  end(): string[]
}

const nothing = () => []

/** A line for a work, and under it one for each finding. */
const text: ReportFormat = {
  begin: nothing,
  printer: () => {
    let work = ''
    return (finding) => {
      const isNew = finding.work !== work
      work = finding.work
      const { kind, what, others } = finding
      const head = `${isNew ? '\n' : ''}${work}  ${finding.title}  (/works/${finding.slug})`
      const lines = [
        ...(isNew ? [head] : []),
        `  ${[kind, placeOf(finding)].filter(Boolean).join(', ')}: ${what}`,
        ...(others.length > 0 ? [`    with ${others.join(' ')}`] : []),
        `    ${todoOf(finding)}`,
      ]
      return lines.map(shown)
    }
  },
  end: nothing,
}

const json: ReportFormat = {
  begin: nothing,
  printer: (urls) => (finding) => [
    shownJson({ ...finding, todo: todoOf(finding), provenance: provenanceOf(urls, finding) }),
  ],
  end: nothing,
}

const COLUMNS = [
  'kind',
  'work',
  'slug',
  'title',
  'version',
  'paragraph',
  'start',
  'end',
  'what',
  'others',
] as const

/** RFC 4180, with the line ends of this system's tools. */
const csv: ReportFormat = {
  begin: () => [[...COLUMNS, 'todo', 'provenance'].join(',')],
  printer: (urls) => (finding) => {
    const cells = [...COLUMNS.map((column) => finding[column]), todoOf(finding), provenanceOf(urls, finding)]
    return [cells.map(csvCell).join(',')]
  },
  end: nothing,
}

/** A table that needs nothing else: no script, no file beside it. */
const page: ReportFormat = {
  begin: () => [
    html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>What needs a person</title>
<style>body{font:1rem/1.5 sans-serif;margin:2rem}table{border-collapse:collapse}th,td{text-align:start;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #999}</style>
</head>
<body>
<main>
<h1>What needs a person</h1>
<table>
<thead><tr><th scope="col">Work</th><th scope="col">Kind</th><th scope="col">Place</th><th scope="col">What</th><th scope="col">What to do</th></tr></thead>
<tbody>`.text,
  ],
  printer: (urls) => (finding) => [
    html`<tr><td dir="auto"><a href="${urls.work(finding.work)}">${finding.title}</a></td><td>${finding.kind}</td><td>${placeOf(finding)}</td><td dir="auto">${finding.what}${finding.others.map((work) => html` <a href="${urls.work(work)}">${work}</a>`)}</td><td>${todoOf(finding)} <a href="${provenanceOf(urls, finding)}">Provenance</a></td></tr>`
      .text,
  ],
  end: () => ['</tbody>\n</table>\n</main>\n</body>\n</html>'],
}

/** The formats by their names. */
export const REPORT_FORMATS = { text, html: page, csv, json } as const

function todoOf({ kind, work, others: [other = ''] }: Finding): string {
  return FINDING_KINDS[kind].replace(/\bWORK\b/, work).replace(/\bOTHER\b/, other)
}

function placeOf({ paragraph, start, end }: Finding): string {
  const bytes = start === null ? '' : start === end ? `byte ${start}` : `bytes ${start}–${end}`
  return [paragraph === null ? '' : `paragraph ${paragraph}`, bytes].filter(Boolean).join(', ')
}

function provenanceOf(urls: Urls, { work }: Finding): string {
  return `${urls.work(work)}/provenance`
}

/** What a table program would take for a formula is marked as words. */
function csvCell(value: unknown): string {
  const words = Array.isArray(value) ? value.join(' ') : `${value ?? ''}`
  const safe = /^[=+\-@\t]/.test(words) ? `'${words}` : words
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
