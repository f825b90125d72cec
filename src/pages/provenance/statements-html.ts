import { decisionsIn } from '../../loading/decisions/decision.ts'
import type { Name } from '../../loading/metadata/metadata.ts'
import { printName } from '../../loading/metadata/print-name.ts'
import type { Statement } from '../../loading/metadata/statement.ts'
import { type Html, html, type Value } from '../html.ts'
import { joined } from '../joined.ts'
import { WORDS } from '../words/words.ts'

const W = WORDS.provenance

/** A table of what is said of a work. */
export function statementsHtml(statements: readonly Statement[]): Html {
  return html`<table tabindex="0"><thead><tr><th scope="col">${W.field}</th><th scope="col">${W.value}</th><th scope="col">${W.said}</th><th scope="col">${W.because}</th></tr></thead>
<tbody>${statements.map(row)}</tbody></table>`
}

function row(statement: Statement): Html {
  const { field, value, raw, certainty, origin } = statement
  const because = joined([W.origins[origin], W.doubts[certainty]])
  return html`<tr><th scope="row">${W.fields[field] ?? field}</th><td dir="auto">${decisionOf(statement) ?? printed(field, value)}</td><td dir="auto">${raw !== undefined && html`<code>${raw}</code>`}</td><td>${because}</td></tr>
`
}

function decisionOf(statement: Statement): Value | undefined {
  const [found] = decisionsIn([statement])
  if (found === undefined) return undefined
  const { decision, by, decidedAt, start } = found
  return html`${W.decided(W.decisions[decision], by)}, <time datetime="${decidedAt}">${decidedAt.slice(0, 10)}</time>, ${W.decidedAt(start)}`
}

function printed(field: string, value: unknown): Value {
  if (typeof value === 'string') return value
  if (field.startsWith('author') && typeof value === 'object' && value !== null)
    return printName(value as Name)
  return html`<code>${JSON.stringify(value)}</code>`
}
