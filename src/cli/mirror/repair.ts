import type { Command } from 'commander'
import { type Repaired, repairMirror } from '../../mirror/repair.ts'
import { reportDamages } from '../damage-report.ts'
import { note, printJson } from '../output.ts'
import { withProgress } from '../progress-bar.ts'
import { withSettings } from '../settings.ts'
import { DIRECTORY, growthOf, parseBaseUrl } from './options.ts'
import { exitCodeOfSync } from './outcome.ts'

/** `colophon mirror repair`. */
export function addRepair(mirror: Command): void {
  const command = mirror
    .command('repair')
    .description('make a damaged mirror whole: keep what is right in it, and fetch the rest from the archive')
    .argument(...DIRECTORY)
    .option(
      '--from <url>',
      'fetch from another mirror; what it serves is checked in the same way',
      parseBaseUrl,
    )
    .option(
      '--yes',
      'go on when more than 5 % of the works that are shown were withdrawn meanwhile, which waits for a person otherwise',
    )
    .option('--json', 'print a line of JSON for each damage, and one for the whole')
    .addHelpText(
      'after',
      '\nStop what serves the mirror before, and start it after. There must be room for a second copy.',
    )
  withSettings(command, ['mirrorGrowth']).action(repair)
}

interface Options {
  from?: string
  yes?: boolean
  json?: boolean
}

async function repair(directory: string, { from, yes, json }: Options, self: Command): Promise<void> {
  const repaired = await withProgress('repairing', (progress) =>
    repairMirror(directory, {
      from,
      obeyAll: yes,
      growth: growthOf(self, directory),
      verifying: (done, of) => progress((VERIFYING * done) / Math.max(of, 1), 1),
      making: (done, of) => progress(VERIFYING + ((1 - VERIFYING) * done) / Math.max(of, 1), 1),
    }),
  )
  const { before, sync, salvaged, requests } = repaired
  reportDamages(before.damages, { json: json ?? false })
  if (json) printJson({ damages: before.damages.count, salvaged, requests, sync })
  else note(inWords(repaired))
  process.exitCode = sync ? exitCodeOfSync(sync) : 0
}

/** The verifying's share of the whole time. */
const VERIFYING = 0.2

function inWords({ before, sync, salvaged, requests }: Repaired): string {
  if (!sync) return 'There is nothing to repair.'
  if (sync.heldBack)
    return `Not repaired yet: ${sync.heldBack.works} of the ${sync.heldBack.of} works that are shown were withdrawn meanwhile. That is unusual, so the damaged copy is as it was. When the archive confirms it, say --yes.`
  return sync.complete
    ? `Repaired: ${before.damages.count} faults. ${salvaged} blobs were whole and kept, ${requests} requests fetched the rest. Start anew what serves the mirror.`
    : `Not repaired yet: ${sync.pending} entries could not be followed. The damaged copy is as it was. Run it again.`
}
