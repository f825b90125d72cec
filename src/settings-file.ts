/** A file of settings in YAML: keys are the names of flags without their hyphens in front. */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, resolve } from 'node:path'
import type * as Yaml from 'yaml'
import { ColophonError } from './errors.ts'
import { readGiven } from './files/user-path.ts'
import { nearestNames } from './text/nearest-names.ts'

/** Loaded when there is a file to read: most commands have none, and wait for no package that they do not use. */
const library = (): typeof Yaml => createRequire(import.meta.url)('yaml')

/** What was given for a setting, and where, as an error tells it. */
export interface Given {
  text: string
  where: string
}

/** The settings of a file, by their keys. */
export type FileSettings = ReadonlyMap<string, Given>

interface Keys {
  /** All that a file may set. */
  known: readonly string[]
  /** Those of them whose values are paths: they are read from the directory of the file. */
  paths: ReadonlySet<string>
}

const MOST_BYTES = 64 * 1024

/**
 * The settings that a file gives.
 *
 * @param named a file that somebody named, which must be there; '' for none
 * @param usual the file that is read, when it is there, when none was named
 * @throws ColophonError `unusable_path`, or `invalid_setting` with the file, the line and the likeliest key
 */
export function readSettingsFile(named: string, usual: string, keys: Keys): FileSettings {
  const file = resolve(named || usual)
  return named === '' && !existsSync(file)
    ? new Map()
    : settingsIn(readGiven(file, MOST_BYTES).toString(), file, keys)
}

function settingsIn(yaml: string, file: string, { known, paths }: Keys): FileSettings {
  const { isMap, isScalar, parseDocument } = library()
  const lines = linesOf(yaml.trimEnd())
  const lineAt = (offset = 0) => Math.min(linesOf(yaml.slice(0, offset)), lines)
  const refused = (line: number, why: string) =>
    new ColophonError('invalid_setting', `${file}, line ${line}: ${why}`)
  // Every scalar is the text that stands there: what a setting may be is said once, where settings are declared.
  const document = parseDocument(yaml, { schema: 'failsafe', prettyErrors: false, logLevel: 'silent' })
  const [error] = document.errors
  if (error) throw refused(lineAt(error.pos[0]), `this is not YAML: ${error.message}`)
  if (document.contents === null || (isScalar(document.contents) && !document.contents.value))
    return new Map()
  if (!isMap(document.contents))
    throw refused(lineAt(document.contents.range?.[0]), `write settings as "port: 3000", each on a line.`)
  const settings = new Map<string, Given>()
  for (const { key, value } of document.contents.items) {
    const name = isScalar(key) ? String(key.value) : ''
    const line = lineAt((key as Yaml.Node | null)?.range?.[0])
    if (!known.includes(name)) throw refused(line, unknown(name, known))
    const text = value === null ? '' : textOf(value)
    if (text === undefined)
      throw refused(line, `${name} is a text, a number, a list of them, or such as "documents: 4" below it.`)
    settings.set(name, {
      text: paths.has(name) && text !== '' ? resolve(dirname(file), text) : text,
      where: `${file}, line ${line}: ${name}`,
    })
  }
  return settings
}

function linesOf(text: string): number {
  return text.split(/\r\n|[\r\n]/).length
}

/** A scalar; a list as flags have it, with commas; a mapping as `name=value`. Undefined for all else, such as aliases. */
function textOf(node: unknown): string | undefined {
  const { isMap, isScalar, isSeq } = library()
  if (isScalar(node)) return String(node.value ?? '')
  if (isSeq(node)) return node.items.every(isScalar) ? node.items.map(textOf).join(',') : undefined
  if (!isMap(node) || !node.items.every(({ key, value }) => isScalar(key) && isScalar(value)))
    return undefined
  return node.items.map(({ key, value }) => `${(key as Yaml.Scalar).value}=${textOf(value)}`).join(',')
}

function unknown(name: string, known: readonly string[]): string {
  const [nearest] = nearestNames(name, known)
  const hint = nearest === undefined ? `There are: ${known.join(', ')}.` : `Did you mean "${nearest}"?`
  return `there is no setting ${JSON.stringify(name)}. ${hint}`
}
