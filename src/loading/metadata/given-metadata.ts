/** Reads the manifest that comes with a file: the metadata given of its work. Refuses, with the cure, what is no manifest. */
import { closest } from 'fastest-levenshtein'
import { parseWorkId } from '../../identity/ids.ts'
import { faultOf } from '../../json-schema.ts'
import { InvalidManifest } from '../errors.ts'
import { DATE_FIELDS, NAME_FIELDS } from './details.ts'
import { isEdtf } from './edtf.ts'
import { CSL_NAMES } from './field-names.ts'
import { checkedLocators, noLabel } from './given-locators.ts'
import type { GivenMetadata } from './given-metadata-schema.ts'
import { GivenMetadataSchema, NameSchema, NumberingSchema } from './given-metadata-schema.ts'
import { normalDoi } from './identifiers.ts'
import { CSL_ITEM_TYPES } from './item-types.ts'
import { languageTag } from './language-names.ts'
import { inOneSpelling } from './manifest-spellings.ts'
import { isWebAddress } from './web-address.ts'

/** Longest manifest, in characters. */
const LONGEST = 262_144

/** The metadata that a manifest, a JSON text, gives. Throws `InvalidManifest` that names the field and the cure. */
export function parseGivenMetadata(json: string): GivenMetadata {
  if (json.length > LONGEST) refuse('', `has more than ${LONGEST} characters; leave out what is not metadata`)
  return checkGivenMetadata(readJson(json))
}

/**
 * The same value, as metadata given, in one spelling: the language tag is made canonical, fields that have the names of
 * CSL get their own. Throws `InvalidManifest`.
 */
export function checkGivenMetadata(said: unknown): GivenMetadata {
  if (!isObject(said)) refuse('', 'must be a JSON object, such as {"title": "…"}')
  const value = inOneSpelling(said, ([name, other]) =>
    refuse(`/${name}`, `says the same as its "${other}"; leave one of them out`),
  )
  refuseUnknownFields(value)
  const fault = faultOf(GivenMetadataSchema, value)
  if (fault) refuseShape(fault.instancePath, fault.data, fault.message!)
  const checked: GivenMetadata = value
  checkSlug(checked)
  checkNames(checked)
  checkDates(checked)
  checkAddresses(checked)
  checkDoi(checked)
  const { language, locators } = checked
  return {
    ...checked,
    ...(language !== undefined && { language: canonicalLanguage(language) }),
    ...(locators && { locators: checkedLocators(locators, (path, what) => refuse(path, what)) }),
  }
}

function readJson(json: string): unknown {
  try {
    return JSON.parse(json.replace(/^\ufeff/, ''))
  } catch (cause) {
    const message = `The manifest is no JSON: ${(cause as Error).message}. It must be an object such as {"title": "…"}.`
    throw new InvalidManifest('', message)
  }
}

function refuseUnknownFields(value: Record<string, unknown>): void {
  const { properties } = GivenMetadataSchema
  refuseUnknown(value, Object.keys(properties), '')
  for (const field of ['retrieved', 'archive'] as const) {
    if (isObject(value[field]))
      refuseUnknown(value[field], Object.keys(properties[field].properties), `/${field}`)
  }
  for (const [index, numbering] of Array.isArray(value['locators']) ? value['locators'].entries() : []) {
    if (isObject(numbering))
      refuseUnknown(numbering, Object.keys(NumberingSchema.properties), `/locators/${index}`)
  }
  for (const field of ['authors', ...NAME_FIELDS]) {
    const names: unknown = value[field]
    for (const [index, name] of Array.isArray(names) ? names.entries() : []) {
      if (isObject(name)) refuseUnknown(name, Object.keys(NameSchema.properties), `/${field}/${index}`)
    }
  }
}

function refuseUnknown(value: Record<string, unknown>, known: readonly string[], path: string): void {
  const unknown = Object.keys(value).find((field) => !known.includes(field))
  if (unknown === undefined) return
  const near = closest(unknown.slice(0, 100), path === '' ? [...known, ...CSL_NAMES.keys()] : known)
  refuse(
    `${path}/${unknown.slice(0, 100)}`,
    `is not a field; did you mean "${near}"? Fields: ${known.join(', ')}`,
  )
}

function refuseShape(path: string, value: unknown, message: string): never {
  if (path === '/type') {
    const near = closest(String(value).slice(0, 100), [...CSL_ITEM_TYPES])
    refuse(path, `is not a CSL item type; did you mean "${near}"? Types: ${CSL_ITEM_TYPES.join(', ')}`)
  }
  if (/^\/locators\/\d+\/label$/.test(path)) refuse(path, noLabel(value))
  if (/^\/locators\/\d+\/values$/.test(path) && message.includes('additional'))
    refuse(path, 'has a key that is no number of a paragraph; write {"1-3": "12", "4": "12–13"}')
  if (path === '/slug')
    refuse(path, 'must be lower-case letters, digits and single hyphens, such as "my-article"')
  refuse(path, /pattern/.test(message) ? 'must be one line of text' : message)
}

/** Whoever asks for a work by its id, in any spelling, must not be answered with another. */
function checkSlug({ slug }: GivenMetadata): void {
  const id = slug === undefined ? null : parseWorkId(slug)
  if (id !== null) refuse('/slug', `reads as the id ${id} of a work; add a word to it`)
}

/** A person is named by a family name or literally, not both. */
function checkNames(manifest: GivenMetadata): void {
  const named = (['authors', ...NAME_FIELDS] as const).flatMap((field) =>
    (manifest[field] ?? []).map((name, index) => ({ path: `/${field}/${index}`, name })),
  )
  for (const { path, name } of named) {
    if ((name.literal === undefined) === (name.family === undefined)) {
      refuse(path, 'must have either "family" (with "given") or "literal"')
    }
  }
}

function checkDates(manifest: GivenMetadata): void {
  const dates = {
    ...Object.fromEntries(
      (['issued', ...DATE_FIELDS] as const).map((field) => [`/${field}`, manifest[field]]),
    ),
    '/retrieved/date': manifest.retrieved?.date,
  }
  for (const [path, date] of Object.entries(dates)) {
    if (date === undefined || isEdtf(date)) continue
    refuse(
      path,
      `is no EDTF date: ${JSON.stringify(date)}. Write 2016-08-11, 2016-08, 2016, 1905~ or 1973/1975`,
    )
  }
}

function checkAddresses({ url, retrieved, archive }: GivenMetadata): void {
  const addresses = { '/url': url, '/retrieved/url': retrieved?.url, '/archive/url': archive?.url }
  for (const [path, address] of Object.entries(addresses)) {
    if (address !== undefined && !isWebAddress(address))
      refuse(path, 'must be an address that begins with http:// or https://')
  }
}

function checkDoi({ doi }: GivenMetadata): void {
  if (doi !== undefined && normalDoi(doi) !== doi)
    refuse(
      '/doi',
      `is no DOI: ${JSON.stringify(doi)}. Write it as 10.1000/182, or with https://doi.org/ before it`,
    )
}

function canonicalLanguage(language: string): string {
  const { tag, byName } = languageTag(language) ?? {}
  if (tag !== undefined && !byName) return tag
  const cure = tag === undefined ? 'Write BCP 47, such as "en" or "pt-BR"' : `Write "${tag}"`
  return refuse('/language', `is no language tag: ${JSON.stringify(language)}. ${cure}`)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function refuse(path: string, what: string): never {
  throw new InvalidManifest(path, `The manifest${path === '' ? '' : `'s ${path}`} ${what}.`)
}
