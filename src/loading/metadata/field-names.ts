/** The names of fields that other programs give to what a manifest has: those of CSL-JSON, and an older spelling of one. */
import { DATE_DETAILS, NAME_DETAILS, TEXT_DETAILS } from './details.ts'

/** Name as CSL has it → field of a manifest. */
export const CSL_NAMES: ReadonlyMap<string, string> = new Map([
  ['author', 'authors'],
  ['container-title', 'containerTitle'],
  ['URL', 'url'],
  ['keyword', 'keywords'],
  // Before CSL 1.0.2 (appendix IV).
  ['event', 'eventTitle'],
  ['journalAbbreviation', 'containerTitleShort'],
  ['shortTitle', 'titleShort'],
  ...[TEXT_DETAILS, NAME_DETAILS, DATE_DETAILS]
    .flatMap((details) => Object.entries<string>(details))
    .map(([field, variable]): [string, string] => [variable, field]),
])
