/** All that an archive has for a person to look at, read from what is recorded: nothing is loaded again. */
import { doubtfulOf } from '../loading/metadata/doubtful.ts'
import { doubtsAbout } from '../loading/metadata/doubts.ts'
import type { Name } from '../loading/metadata/metadata.ts'
import { printName } from '../loading/metadata/print-name.ts'
import type { Statement } from '../loading/metadata/statement.ts'
import { warningsFor } from '../loading/warnings.ts'
import { WORDS } from '../pages/words/words.ts'
import type { PlacedRepair } from '../store/provenance.ts'
import type { Reads } from '../store/store.ts'
import type { WorkRecord } from '../store/works.ts'
import { alikeFindings } from './alike.ts'
import { type Finding, findingOf } from './finding.ts'
import { NearDuplicates } from './near.ts'

type ReadsOfFindings = Pick<Reads, 'works' | 'versions' | 'texts' | 'provenance'>

/** Works read at a time. */
const PAGE = 100

/** Work by work in the order of their arrival, each by its newest text; then the works that are alike. */
export async function* findings(reads: ReadsOfFindings): AsyncGenerator<Finding> {
  const near = new NearDuplicates(reads)
  for (let after = 0; ; ) {
    const page = await reads.works.list({ after, limit: PAGE })
    const works = await reads.works.byIds(page.map(({ id }) => id))
    for (const { id } of page) {
      const work = works.get(id)
      if (!work) continue
      yield* findingsOfWork(reads, work)
      yield* near.of(work)
    }
    if (page.length < PAGE) break
    after = page.at(-1)!.no
  }
  yield* alikeFindings(reads.works)
}

async function* findingsOfWork({ provenance }: ReadsOfFindings, work: WorkRecord): AsyncGenerator<Finding> {
  const undecided: PlacedRepair[] = []
  for await (const page of provenance.undecided(work.version.no)) {
    undecided.push(...page)
    yield* page.map((repair) => ofRepair(work, repair))
  }
  const statements = await provenance.statements(work.version.no)
  yield* ofMetadata(work, statements)
  const told = warningsFor(statements, work.metadata, undecided)
  const others = work.version.warnings.filter((warning) => !told.includes(warning))
  yield* others.map((what) => findingOf('warning', work, { what }))
}

function ofRepair(work: WorkRecord, repair: PlacedRepair): Finding {
  const { rule, start, end, before, after, paragraph } = repair
  const words = WORDS.provenance.rules[rule] ?? WORDS.provenance.otherRule(rule)
  return findingOf(repair.certainty === 'unresolved' ? 'unresolved' : 'probable', work, {
    paragraph: paragraph?.number ?? null,
    start,
    end,
    what: `“…${before}|${after}…” ${words}`,
  })
}

/** What a person replaced as a whole was looked at. */
function* ofMetadata(work: WorkRecord, statements: readonly Statement[]): Generator<Finding> {
  const { metadata, revision } = work
  const doubtful = revision > 1 ? [] : doubtfulOf(statements)
  for (const { field, value, rule, start = null, end = null } of doubtful) {
    const why = rule ? ` (${rule})` : ''
    yield findingOf('doubtful', work, { what: `${field}: ${printed(value)}${why}`, start, end })
  }
  if (metadata.issued?.edtf === null)
    yield findingOf('doubtful', work, {
      what: `issued: “${metadata.issued.raw}” can be read in several ways.`,
    })
  for (const what of doubtsAbout(metadata)) yield findingOf('doubtful', work, { what })
  if (metadata.authors.length === 0) yield findingOf('no-author', work, { what: 'The work has no author.' })
  if (metadata.issued === null) yield findingOf('no-date', work, { what: 'The work has no date.' })
}

function printed(value: unknown): string {
  if (typeof value === 'string') return `“${value}”`
  if (value === null) return 'not known'
  const { family, literal, given } = value as Name
  if (family && given) return `“${family}, ${given}”`
  return family || literal ? `“${printName(value as Name)}”` : JSON.stringify(value)
}
