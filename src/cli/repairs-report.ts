/** How repairs, and what was decided on them, are printed. */
import { choiceWords } from '../review/decide.ts'
import type { NumberedRepair } from '../review/numbered-repairs.ts'
import { isDecided } from '../review/repair-choices.ts'
import type { WorkRecord } from '../store/works.ts'
import type { Decided } from './deciding.ts'
import { note, print, printJson } from './output.ts'

interface Form {
  all?: boolean
  json?: boolean
}

/** A line for each repair that is not certain, or was decided by a person; with `all` for each. */
export function printRepairs(
  work: WorkRecord,
  repairs: readonly NumberedRepair[],
  { all, json }: Form,
): void {
  const listed = repairs.filter((repair) => all || repair.certainty !== 'certain' || isDecided(repair))
  if (json) {
    const views = listed.map(({ choices, ...repair }) => ({ ...repair, choices: choiceWords({ choices }) }))
    printJson({ work: work.id, version: work.version.id, repairs: views })
    return
  }
  const rows = listed.map(rowOf)
  const widths = rows.reduce<number[]>(
    (most, row) => row.map((cell, at) => Math.max(cell.length, most[at] ?? 0)),
    [],
  )
  for (const row of rows)
    print(
      row
        .map((cell, at) => cell.padEnd(widths[at]!))
        .join('  ')
        .trimEnd(),
    )
  const hidden = repairs.length - listed.length
  const others =
    hidden === 0 ? '' : `${counted(hidden, 'repair is', 'repairs are')} certain: --all lists them too.`
  note([listed.length === 0 ? 'There is nothing to decide.' : '', others].filter(Boolean).join(' '))
}

function rowOf(repair: NumberedRepair): string[] {
  const { number, paragraph, start, certainty, before, after, rule } = repair
  const place = `${paragraph ? `paragraph ${paragraph.number}, ` : ''}byte ${start}`
  const state = isDecided(repair) ? 'decided' : certainty
  return [`${number}`, place, state, rule, choiceWords(repair).join(' '), `“…${before}|${after}…”`]
}

/** What came of decisions: the new version, and what became of its paragraphs. */
export function printDecided(
  { id, version: before }: WorkRecord,
  { decisions, version, loader, changes }: Decided,
  { json }: Form,
): void {
  if (loader.version !== before.loader.version)
    note(
      `The text was read by ${before.loader.name} ${before.loader.version}, and is read by ${loader.version} now: more than what you decided may be other.`,
    )
  const lineage = new Map<string, number>()
  for (const { relation } of changes) lineage.set(relation, (lineage.get(relation) ?? 0) + 1)
  if (json) {
    printJson({ work: id, version, before: before.id, decisions, lineage: Object.fromEntries(lineage) })
    return
  }
  const became = [...lineage].map(([relation, count]) => `${relation} ${count}`).join(', ')
  const text = version === before.id ? 'the text is the same' : `paragraphs: ${became || 'all as before'}`
  print(
    `${id}  version ${version}: ${counted(decisions.length, 'decision', 'decisions')} by ${decisions[0]!.by}; ${text}`,
  )
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}
