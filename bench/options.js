/** What can be asked of a run. */
import { Command, InvalidArgumentError } from 'commander'
import { NAMES, PARTS } from './subjects.js'

const ALL = [...NAMES, ...PARTS]

/**
 * @returns {{rows: number, rounds: number, seconds: number, connections: number, only: string[] | undefined,
 *   json: string | undefined}}
 */
export function readOptions(argv) {
  const command = new Command('npm run bench --')
    .description('Measures Colophon against bare node:http on a generated archive.')
    .option('--rows <number>', 'paragraphs in the archive', whole(200), 100_000)
    .option('--rounds <number>', 'rounds of which the medians are shown', whole(1), 5)
    .option('--seconds <number>', 'length of each row in a round', whole(1), 2)
    .option('--connections <number>', 'clients at once', whole(1), 32)
    .option('--only <names>', `some of: ${ALL.join(', ')}`, known)
    .option('--json <file>', 'write all that was measured to a file, too')
    .addHelpText('after', '\nExit codes: 0 ok, 1 errors or a goal missed, 2 usage.')
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  return command.parse(argv).opts()
}

function whole(least) {
  return (typed) => {
    const number = Number(typed)
    if (Number.isSafeInteger(number) && number >= least) return number
    throw new InvalidArgumentError(`It must be a whole number from ${least}.`)
  }
}

function known(typed) {
  const names = typed.split(',').map((name) => name.trim())
  const unknown = names.find((name) => !ALL.includes(name))
  if (unknown === undefined) return names
  throw new InvalidArgumentError(`There is no row ${JSON.stringify(unknown)}.`)
}
