import type { Command } from 'commander'
import type { Archive } from '../archive/archive.ts'
import { type Cited, citationRequest, locatorOf } from '../citing/cited.ts'
import { Citer } from '../citing/citer.ts'
import { parseParagraphId, parseQuoteId, parseWorkId } from '../identity/ids.ts'
import { QuoteFinder } from '../quoting/quote-finder.ts'
import { findWork } from '../store/works.ts'
import { EXIT } from './exit-codes.ts'
import { note, print } from './output.ts'
import { settingsOf, withSettings } from './settings.ts'
import { usingArchive } from './using-archive.ts'

const FORMS = {
  bibliography: 'bibliography',
  'in-text': 'inText',
  narrative: 'narrative',
  note: 'note',
} as const

interface CiteOptions {
  style: string
  form: string
  locale?: string
  at?: string
  html?: boolean
  json?: boolean
}

/** `colophon cite`. */
export function addCite(program: Command): void {
  const command = program
    .command('cite')
    .description('print the citation of a work, a paragraph or a quote')
    .argument('<id>', "a work's id or slug, a paragraph's id, a quote's id")
    .option('--style <name>', 'apa, mla or the name of a CSL style', 'apa')
    .option('--form <form>', Object.keys(FORMS).join(', '), 'bibliography')
    .option('--locale <tag>', 'language of the citation (default: that of the style)')
    .option('--at <hint>', 'where the words stand, for a quote that is not registered')
    .option('--html', 'print HTML')
    .option('--json', 'print every form as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  colophon cite breaking-the-siege-of-aleppo --style mla\n  colophon cite m79f8w3gyar2vm2a --form in-text',
    )
  withSettings(command, ['data']).action(cite)
}

async function cite(id: string, options: CiteOptions, self: Command): Promise<void> {
  const form = FORMS[options.form as keyof typeof FORMS]
  if (!form)
    self.error(
      `error: there is no form ${JSON.stringify(options.form)}; there are ${Object.keys(FORMS).join(', ')}`,
    )
  await usingArchive(settingsOf(self).data, async (archive) => {
    const cited = await find(archive, id, options.at)
    if (!cited) {
      note(`There is no work, paragraph or quote ${JSON.stringify(id)} in this archive.`)
      process.exitCode = EXIT.notFound
      return
    }
    const citation = await new Citer().cite(citationRequest(cited, options))
    const pieces = citation[form]
    if (!pieces) self.error(`error: the style ${citation.style.id} has no notes`)
    if (options.json) print(JSON.stringify(citation))
    else print(options.html ? pieces.html : pieces.text)
    for (const warning of citation.warnings) note(`note: ${warning}`)
  })
}

async function find(archive: Archive, id: string, hint: string | undefined): Promise<Cited | undefined> {
  const db = archive.connection.query
  const work = await findWork(db, parseWorkId(id) ?? id)
  if (work) return { work }
  const paragraph = archive.paragraphs.byId(parseParagraphId(id) ?? '')
  if (paragraph)
    return { work: (await findWork(db, paragraph.in.work))!, locator: { start: paragraph.number } }
  const quote = parseQuoteId(id)
  const quoted = quote && (await findWork(db, quote.work))
  if (!quote || !quoted) return undefined
  const found = await new QuoteFinder(archive).resolve(
    { work: quoted.id, versionNo: quoted.version.no },
    quote,
    hint,
  )
  return found && { work: quoted, ...locatorOf(found.spans) }
}
