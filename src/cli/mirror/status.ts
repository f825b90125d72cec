import type { Command } from 'commander'
import { newestEvidence } from '../../mirror/evidence.ts'
import { usingMirror } from '../../mirror/mirror.ts'
import { type MirrorStatus, statusOf } from '../../mirror/status.ts'
import { EXIT, exitCodeOf } from '../exit-codes.ts'
import { print, printJson } from '../output.ts'
import { DIRECTORY } from './options.ts'

/** `colophon mirror status`. */
export function addStatus(mirror: Command): void {
  mirror
    .command('status')
    .description('tell how a mirror stands, without asking anybody')
    .argument(...DIRECTORY)
    .option('--json', 'print it as JSON')
    .addHelpText(
      'after',
      '\nExit codes: 0 complete, 3 incomplete, 7 the origin showed another history when it was last asked, 8 a shorter log.',
    )
    .action(status)
}

async function status(directory: string, { json }: { json?: boolean }): Promise<void> {
  const found = await usingMirror(directory, async (db, settings) =>
    statusOf(db, settings, { now: new Date().toISOString(), evidence: newestEvidence(directory) }),
  )
  if (json) printJson(found)
  else for (const line of inWords(found)) print(line)
  process.exitCode = exitCodeOfStatus(found)
}

function exitCodeOfStatus({ complete, pending, evidence }: MirrorStatus): number {
  if (evidence) return exitCodeOf(evidence.code)
  return complete === null || pending > 0 ? EXIT.incomplete : EXIT.ok
}

const WORDS_OF_EVIDENCE = {
  fork: 'another history than before',
  origin_rolled_back: 'a shorter log than before',
}

const REASONS: Record<string, string> = {
  no_loader: 'this version of the software has not the loader that made them',
  differs: 'the loader, or the versions before them, make something else here',
}

function inWords({
  origin,
  original,
  complete,
  seen,
  pending,
  newest,
  stale,
  works,
  withdrawn,
  copied,
  unforgotten,
  evidence,
}: MirrorStatus): string[] {
  const lines = [
    `origin    ${origin}${original === origin ? '' : `, a mirror of ${original}`}`,
    `works     ${works}${withdrawn === 0 ? '' : `, and ${withdrawn} withdrawn`}`,
    complete ? `complete  ${complete.size} entries, root ${complete.root}` : 'complete  never yet',
    seen ? `seen      ${seen.size} entries at ${seen.at}` : 'seen      never yet',
    `pending   ${pending} entries${pending === 0 ? '' : ': run sync, which says what keeps them'}`,
    `newest    ${newest ?? 'none'}${stale ? ', which is old: the log says daily that it is alive. Run sync, or ask the archive.' : ''}`,
  ]
  for (const { reason, versions } of copied)
    lines.push(`taken     ${versions} versions as the origin has them: ${REASONS[reason] ?? reason}`)
  if (evidence)
    lines.push(
      `refused   ${WORDS_OF_EVIDENCE[evidence.code]} at ${evidence.at}: both notes are in the directory evidence. Ask the archive.`,
    )
  if (unforgotten)
    lines.push('erasing   the file may still hold what was erased: run sync when nothing reads the copy')
  return lines
}
