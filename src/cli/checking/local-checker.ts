import { basename } from 'node:path'
import { Citer } from '../../citing/citer.ts'
import { listText } from '../../collections/lists/list-text.ts'
import type { Config } from '../../config.ts'
import { ColophonError } from '../../errors.ts'
import { readGiven } from '../../files/user-path.ts'
import { bibliographyOf } from '../../manuscripts/bibliography.ts'
import { type CheckServices, checkQuotations } from '../../manuscripts/check-quotations.ts'
import { manuscriptReaderThread } from '../../manuscripts/reader-thread.ts'
import { workNamed } from '../../resolving/work.ts'
import { LocalSearching } from '../../searching/searching-thread.ts'
import type { WorkRecord } from '../../store/works.ts'
import { checkedQuotationView } from '../../wire/checked-quotation.ts'
import { addressesOf } from '../addresses.ts'
import { openStyles } from '../opening-styles.ts'
import { usingArchive } from '../using-archive.ts'
import type { Checker, CheckOptions } from './checker.ts'
import type { View } from './told.ts'

type Services = CheckServices & Parameters<typeof checkedQuotationView>[0]

/** Checks against the archive in the directory. */
export async function withLocalChecker(
  config: Config,
  options: CheckOptions,
  use: (checker: Checker) => Promise<void>,
): Promise<void> {
  const citer = new Citer({ styles: openStyles(config) })
  citer.styles.find(options.style)
  await usingArchive(config.data, async (archive) => {
    const works: WorkRecord[] = []
    for (const name of options.work ?? []) works.push(await workNamed({ archive }, name))
    const services = { archive, citer, urls: addressesOf(config), searching: new LocalSearching(archive) }
    const { bib } = options
    const bibliography =
      bib === undefined ? new Map() : await bibliographyOf({ text: listText(bib), name: bib })
    const reader = manuscriptReaderThread({ longest: options.timeout * 1000, late: lateness(options) })
    await use(async (file) => {
      const until = performance.now() + options.timeout * 1000
      const quotations = await reader.read(manuscriptOf(file, options.type), Number.POSITIVE_INFINITY)
      const checked = checkQuotations(services, quotations, { works, bibliography })
      return { quotations: quotations.length, views: viewsOf(services, checked, { options, until }) }
    })
    await reader.close()
  })
}

async function* viewsOf(
  services: Services,
  checked: ReturnType<typeof checkQuotations>,
  { options, until }: { options: CheckOptions; until: number },
): AsyncGenerator<View> {
  const { style, locale } = options
  for await (const each of checked) {
    if (performance.now() > until) throw new ColophonError('source_too_complex', lateness(options))
    yield checkedQuotationView(services, each, { style, locale })
  }
}

function lateness({ timeout }: CheckOptions): string {
  return `To check it takes longer than ${timeout} seconds. Check it in parts, or give it more by --timeout.`
}

function manuscriptOf(file: string, type = '') {
  return { bytes: readGiven(file), mediaType: type, fileName: file === '-' ? '' : basename(file) }
}
