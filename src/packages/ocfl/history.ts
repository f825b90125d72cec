/** The history of a work, as the versions of its OCFL object: each entry of the log that speaks of it, in their order. */
import { type LogEntry, parseEntry } from '../../log/entry.ts'
import type { EntryRow } from '../../store/log.ts'
import type { Reads } from '../../store/store.ts'
import { fileOf, type PackagedFile } from '../packaged-file.ts'
import { readPublishedText, textDirectories } from '../published-work.ts'
import { changed, sourceFiles, textFiles } from '../text-files.ts'

/** One step of a history. What it is known by follows from its entry alone. */
export interface HistoryStep {
  /** When the entry was made (ISO time). */
  created: string
  message: string
  /** What the work has from then on, beside or in place of what it had. */
  files(): Promise<PackagedFile[]>
}

/** Entries read at a time. */
const PAGE = 1000

/**
 * The steps of a work. What is withdrawn is left out with all that published it; that and why it was withdrawn is told,
 * unless the reason was erased too.
 *
 * @param withdrawals the entries that withdrew the work or versions of it
 */
export async function historyOf(
  reads: Reads,
  work: string,
  withdrawals: readonly EntryRow[],
): Promise<HistoryStep[]> {
  const directories = await textDirectories(reads.versions, work)
  const steps: (HistoryStep & { seq: number })[] = []
  for (const publication of await reads.log.publicationsOf(work)) {
    const directory = directories.get(publication.versionNo)
    const [bytes] = await reads.log.entries(publication.seq, 1)
    if (directory === undefined || !bytes) throw changed()
    steps.push({
      ...told(publication.seq, bytes),
      files: async () => {
        const text = await readPublishedText(reads.log, publication, directory)
        if (!text) throw changed()
        return [...sourceFiles(reads, text), ...textFiles(reads, text)]
      },
    })
  }
  for (const { seq, bytes } of withdrawals) {
    const step = told(seq, bytes)
    const notice = await reads.log.blob(step.entry.manifest)
    if (!notice || notice.content.length === 0) continue
    steps.push({ ...step, files: async () => withdrawalFiles(seq, bytes, notice.content) })
  }
  return steps.sort((a, b) => a.seq - b.seq)
}

/** All entries that withdrew something, by the id of the work. */
export async function withdrawalsByWork(log: Reads['log']): Promise<Map<string, EntryRow[]>> {
  const size = await log.size()
  const found = new Map<string, EntryRow[]>()
  for (let from = 0; from < size; ) {
    const rows = await log.withdrawals(from, size, PAGE)
    for (const row of rows) {
      const { id } = parseEntry(row.bytes, row.seq) as Extract<LogEntry, { op: 'withdraw' }>
      found.set(id, [...(found.get(id) ?? []), row])
    }
    if (rows.length < PAGE) break
    from = rows.at(-1)!.seq + 1
  }
  return found
}

type Speaking = Extract<LogEntry, { op: 'put' | 'metadata' | 'withdraw' }>

function told(seq: number, bytes: Buffer): Omit<HistoryStep, 'files'> & { seq: number; entry: Speaking } {
  const entry = parseEntry(bytes, seq) as Speaking
  return { seq, entry, created: entry.time, message: `Entry ${seq} of the log: ${deedOf(entry)}` }
}

function deedOf(entry: Speaking): string {
  if (entry.op === 'put') return `the text ${entry.version} was published.`
  if (entry.op === 'metadata') return `what is said of the work was changed; its text is ${entry.version}.`
  return entry.version === undefined ? 'the work was withdrawn.' : `the text ${entry.version} was withdrawn.`
}

function withdrawalFiles(seq: number, entry: Buffer, notice: Buffer): PackagedFile[] {
  const file = (name: string, title: string, bytes: Buffer) =>
    fileOf({ path: `withdrawals/${seq}/${name}`, mediaType: 'application/json', title }, bytes)
  return [
    file('entry.json', 'The entry of the log', entry),
    file('notice.json', 'What was withdrawn, and why', notice),
  ]
}
