import { type Command, InvalidArgumentError } from 'commander'
import { type Verified, verifyMirror, verifySample } from '../../mirror/verify.ts'
import { reportDamages } from '../damage-report.ts'
import { EXIT } from '../exit-codes.ts'
import { note, printJson } from '../output.ts'
import { withProgress } from '../progress-bar.ts'
import { DIRECTORY } from './options.ts'

interface Options {
  sample?: number
  json?: boolean
}

/** `colophon mirror verify`. */
export function addVerify(mirror: Command): void {
  mirror
    .command('verify')
    .description('read a mirror again, and tell what is not as it was signed')
    .argument(...DIRECTORY)
    .option(
      '--sample <percent>',
      'read only so many of its versions, chosen at random, such as 5%',
      parseShare,
    )
    .option('--json', 'print a line of JSON for each damage, and one for the whole')
    .addHelpText(
      'after',
      '\nExit codes: 0 ok, 3 incomplete (sync), 5 damaged (repair), 6 a signature is wrong, 7 another history, 8 older than was seen.',
    )
    .action(verify)
}

async function verify(directory: string, { sample: share, json = false }: Options): Promise<void> {
  const verified = await withProgress('verifying', (progress) =>
    share === undefined ? verifyMirror(directory, progress) : verifySample(directory, { share, progress }),
  )
  reportVerified(verified, { json })
}

/** Prints what verifying found, and sets the exit code. */
export function reportVerified(
  { damages, pending, sampled, fixity }: Verified,
  { json = false }: { json?: boolean },
): void {
  reportDamages(damages, { json })
  const read = sampled === null ? 'everything' : `${sampled} versions`
  if (json) {
    const { count } = damages
    printJson({
      verdict: damages.gravest ?? 'ok',
      damages: count,
      pending,
      sampled,
      log: fixity?.log,
    })
  } else {
    note(
      damages.count === 0
        ? `All is as it was signed (${read} read).`
        : `Faults found: ${damages.count} (${read} read).`,
    )
    if (pending > 0) note(`Incomplete: ${pending} entries of the log are still to be followed. Run sync.`)
  }
  if (damages.count === 0 && pending > 0) process.exitCode = EXIT.incomplete
}

function parseShare(text: string): number {
  const percent = /^(\d{1,3}(?:\.\d+)?)\s*%?$/.exec(text)?.[1]
  const share = Number(percent) / 100
  if (share > 0 && share <= 1) return share
  throw new InvalidArgumentError('It is a percentage above 0, up to 100%.')
}
