import { type Command, Option } from 'commander'
import type { Archive } from '../archive/archive.ts'
import { type Cited, citationRequest, locatorOf } from '../citing/cited.ts'
import { Citer } from '../citing/citer.ts'
import type { CslItem } from '../citing/csl/item.ts'
import { bestLocator, locatorsAt } from '../numbering/numbering.ts'
import { isHint } from '../quoting/hint.ts'
import type { QuoteFinder } from '../quoting/quote-finder.ts'
import { type CitableThing, findCitable } from '../resolving/citable.ts'
import { serverFor, withWhom } from './asking/asking.ts'
import {
  ALL_FORMS,
  type CiteOptions,
  isTextForm,
  noNotes,
  printCitation,
  printCitations,
  refuseForSeveral,
} from './cite-report.ts'
import { idsOf } from './cited-ids.ts'
import { EXIT } from './exit-codes.ts'
import { openStyles } from './opening-styles.ts'
import { note, print } from './output.ts'
import { settingsOf } from './settings.ts'
import { thereIsNo } from './unknown-name.ts'
import { usingArchive } from './using-archive.ts'

/** What an id names, as it is cited. */
type Found = Cited & { thing: CitableThing }

/** `colophon cite`. */
export function addCite(program: Command): void {
  const command = program
    .command('cite')
    .argument('[ids...]', "a work's id or slug, a paragraph's id, a quote's id; - reads them from stdin")
    .option('--style <name>', 'apa, mla or the name of a CSL style', 'apa')
    .option('--form <form>', ALL_FORMS.join(', '), 'bibliography')
    .option(
      '--format <name>',
      'a record in the place of a citation: bibtex, biblatex, ris, csl-json, schema-org, dc',
    )
    .addOption(
      new Option('--source <copy>', 'which copy is cited (default: original)').choices([
        'original',
        'archive',
        'this',
      ]),
    )
    .option('--locale <tag>', 'language of the citation (default: that of the style)')
    .option('--at <hint>', 'where the words stand, for a quote that is not registered')
    .option(
      '--locator-label <label>',
      'what a passage is cited by: page, line, paragraph … (default: the best it has)',
    )
    .option('--items <file>', 'CSL-JSON of works of your own, for the same bibliography')
    .option('--html', 'print HTML')
    .option('--json', 'print every form as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  colophon cite breaking-the-siege-of-aleppo --style mla\n  colophon cite m79f8w3gyar2vm2a --form in-text\n  colophon cite breaking-the-siege-of-aleppo --format bibtex >> library.bib\n  colophon cite --items library.json --style chicago - < ids.txt',
    )
  withWhom(command).action(cite)
}

async function cite(args: string[], options: CiteOptions, self: Command): Promise<void> {
  if (!ALL_FORMS.includes(options.form)) self.error(thereIsNo('form', options.form, ALL_FORMS))
  if (options.at !== undefined && !isHint(options.at))
    self.error('error: --at is not a place. Say <paragraph>:<start>-<end>, such as m79f8w3gyar2vm2a:764-798')
  const ids = idsOf(args)
  const own = options.items === undefined ? [] : await readItems(options.items)
  if (ids.length + own.length === 0) self.error('error: there is no id to cite; name one, or --items')
  if (serverFor(self) !== '' || options.format !== undefined || options.source !== undefined) {
    const { citeAsked } = await import('./asking/cite.ts')
    return citeAsked(ids, own, { options, self })
  }
  const found = await findAll(ids, own, options, self)
  if (!found) return
  const [first] = found.values()
  if (ids.length === 1 && first && own.length === 0) await citeOne(first, options, self)
  else await citeSeveral(ids, own, { found, options, self })
}

/** What the ids name that are none of one's own items; undefined, after saying so, when one names nothing. */
async function findAll(
  ids: readonly string[],
  own: readonly CslItem[],
  { at, locatorLabel }: CiteOptions,
  self: Command,
): Promise<Map<string, Found> | undefined> {
  const known = new Set(own.map(({ id }) => id))
  const found = new Map<string, Found>()
  const wanted = new Set(ids.filter((id) => !known.has(id)))
  if (wanted.size === 0) return found
  return usingArchive(settingsOf(self).data, async (archive) => {
    const citables = { archive, quotes: () => finderOf(archive) }
    for (const id of wanted) {
      const thing = await findCitable(citables, id, at)
      if (thing) found.set(id, citedOf(thing, locatorLabel))
      else note(`There is no work, paragraph or quote ${JSON.stringify(id)} in this archive.`)
    }
    if (found.size === wanted.size) return found
    process.exitCode = EXIT.notFound
    return undefined
  })
}

async function readItems(file: string): Promise<CslItem[]> {
  const { readItemsFile } = await import('./cite-many.ts')
  return readItemsFile(file)
}

async function finderOf(archive: Archive): Promise<QuoteFinder> {
  const { QuoteFinder } = await import('../quoting/quote-finder.ts')
  return new QuoteFinder(archive)
}

/** By the place of the label where the passage has it, else by its paragraph. */
function citedOf(thing: CitableThing, label: string | undefined): Found {
  const { work, paragraph, quote } = thing
  const locators = paragraph
    ? locatorsAt(paragraph.in.numberings, [paragraph.number])
    : (quote?.locators ?? [])
  const place = bestLocator(locators, label)
  if (place) return { thing, work, locator: place }
  if (paragraph) return { thing, work, locator: { start: paragraph.number } }
  return { thing, work, ...(quote && locatorOf(quote.spans)) }
}

async function citeOne(cited: Found, options: CiteOptions, self: Command): Promise<void> {
  const citer = new Citer({ styles: openStyles(settingsOf(self)) })
  const citation = await citer.cite(citationRequest(cited, options))
  if (isTextForm(options.form)) {
    const { citedInText } = await import('./citing-in-text.ts')
    print(citedInText(cited.thing, { citation, form: options.form, options, config: settingsOf(self) }))
    return
  }
  printCitation(citation, options, self)
}

async function citeSeveral(
  ids: readonly string[],
  own: readonly CslItem[],
  { found, options, self }: { found: ReadonlyMap<string, Cited>; options: CiteOptions; self: Command },
): Promise<void> {
  const { style, form, locale } = options
  refuseForSeveral(form, self)
  const citer = new Citer({ styles: openStyles(settingsOf(self)) })
  if (form === 'note' && citer.styles.find(style).category !== 'note')
    self.error(noNotes(citer.styles.find(style)))
  const { bibliographyOf } = await import('./cite-many.ts')
  const wish = { style, ...(locale !== undefined && { locale }) }
  const cited = await citer.citeMany({ ...wish, ...bibliographyOf(ids, own, found) })
  // Under the ids that they were asked by, as a server answers.
  const cites = cited.cites.map((cite, n) => ({ ...cite, id: ids[n] ?? cite.id }))
  printCitations({ ...cited, cites }, options, self)
}
