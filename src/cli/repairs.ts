import { userInfo } from 'node:os'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { DECISIONS, LONGEST_NAME } from '../loading/decisions/decision.ts'
import { oneLine } from '../loading/metadata/one-line.ts'
import { workNamed } from '../resolving/work.ts'
import { ANSWERS } from '../review/decide.ts'
import { numberedRepairs } from '../review/numbered-repairs.ts'
import { decide, type Orders } from './deciding.ts'
import { printDecided, printRepairs } from './repairs-report.ts'
import { settingsOf, withSettings } from './settings.ts'
import { usingArchive } from './using-archive.ts'
import { usingWriter, worksOn } from './using-writer.ts'

interface RepairsOptions extends Orders {
  by?: string
  all?: boolean
  json?: boolean
}

/** `colophon repairs`. */
export function addRepairs(program: Command): void {
  const command = program
    .command('repairs')
    .argument('<work>', 'id or slug')
    .option('--accept <n...>', 'these repairs are right', numbers)
    .option('--reject <n...>', 'these are wrong: undo them', numbers)
    .option('--join <n...>', 'here one word stands, without the hyphen', numbers)
    .option('--keep <n...>', 'here one word stands, with its hyphen', numbers)
    .option('--space <n...>', 'here a space stands', numbers)
    .option('--part <n...>', 'here two paragraphs stand', numbers)
    .option('--join-after <paragraph...>', 'these paragraphs go on in the next one', numbers)
    .addOption(new Option('--all-probable <answer>', 'for all that are probable').choices([...ANSWERS]))
    .option('--by <name>', 'who decides, as everybody is told; by default the name of the account')
    .option('--all', 'list those that are certain too')
    .option('--json', 'print a line of JSON')
    .addHelpText(
      'after',
      '\nWithout a decision the repairs of the newest version are listed. With some, they make one new version.\n\nExamples:\n  colophon repairs an-article\n  colophon repairs an-article --join 3 --keep 4 7 --by "Jane Doe"\n  colophon repairs an-article --all-probable accept --reject 12\n  colophon repairs an-article --join-after 5',
    )
  withSettings(command, ['data', 'logKey', 'logName']).action(repairs)
}

async function repairs(typed: string, options: RepairsOptions, self: Command): Promise<void> {
  const config = settingsOf(self)
  if (!decides(options)) {
    await usingArchive(config.data, async (archive) => {
      const work = await workNamed({ archive }, typed)
      printRepairs(work, await numberedRepairs(archive.reads.provenance, work.version.no), options)
    })
    return
  }
  const by = nameOf(options.by, self)
  await usingWriter(config, { create: false }, async (writer, connection) => {
    const work = await workNamed(worksOn(connection), typed)
    const decided = await decide({ writer, connection }, work, { ...options, by })
    printDecided(work, decided, options)
  })
}

function decides(options: RepairsOptions): boolean {
  const orders = [...ANSWERS, ...DECISIONS, 'joinAfter', 'allProbable'] as const
  return orders.some((order) => options[order] !== undefined)
}

function numbers(typed: string, before: number[] = []): number[] {
  if (!/^[1-9]\d{0,8}$/.test(typed)) throw new InvalidArgumentError('It is a number, counted from 1.')
  return [...before, Number(typed)]
}

/** Who decides. Not every account has a name. */
function nameOf(said: string | undefined, self: Command): string {
  const name = oneLine(said ?? accountName())
  if (name === undefined) return self.error('error: nobody is named who decides: say --by "Jane Doe"')
  if (name.length > LONGEST_NAME) self.error(`error: --by has more than ${LONGEST_NAME} characters`)
  return name
}

function accountName(): string {
  try {
    return userInfo().username
  } catch {
    return ''
  }
}
