/**
 * A storage root (OCFL 1.1 §4) in a directory, whose objects lie under the SHA-256 of their ids (extension 0004). An object is
 * made beside the others and put in its place by one renaming: the root is valid at every moment.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ColophonError } from '../../errors.ts'
import { replaceFile } from '../../files/durable.ts'
import { syncDirectory } from '../../files/sync-directory.ts'
import { makeDirectory } from '../../files/user-path.ts'
import { sha256 } from '../../identity/digest.ts'

const DECLARATION = 'ocfl_1.1'
const LAYOUT = '0004-hashed-n-tuple-storage-layout'
/** What the extension takes when nothing is said; said all the same, for readers of a hundred years hence. */
const CONFIGURATION = {
  ...{ extensionName: LAYOUT, digestAlgorithm: 'sha256' },
  ...{ tupleSize: 3, numberOfTuples: 3, shortObjectRoot: false },
}
const LAYOUT_FILE = 'ocfl_layout.json'
const CONFIGURATION_FILE = `extensions/${LAYOUT}/config.json`
/** Where objects are made: in a directory of an extension of our own, which may hold anything (§4.4). */
const DRAFTS = 'extensions/colophon-drafts'
/** A file in the root that validators pass over (§4.1): who writes has it locked. */
export const LOCK_FILE = '.colophon-lock'
/** What may lie in a directory that is to become a root: what a run that was broken off has made of it. */
const OWN = new Set(['extensions', LAYOUT_FILE, LOCK_FILE])

/** The directories from the root to that of an object, its own included. */
export function objectPath(id: string): string {
  const digest = sha256(id)
  return [digest.slice(0, 3), digest.slice(3, 6), digest.slice(6, 9), digest].join('/')
}

/** Depth of an object below its root. */
const DEPTH = 4

/** A root that can be written to. One writes at a time. */
export class StorageRoot {
  readonly directory: string

  constructor(directory: string) {
    this.directory = directory
  }

  /** Makes the root where there is none. @throws ColophonError `unusable_path` when something else is there */
  static check(directory: string): void {
    makeDirectory(directory)
    const names = readdirSync(directory)
    const isOurs = names.includes(`0=${DECLARATION}`)
      ? isLaidOut(directory)
      : names.every((name) => OWN.has(name))
    if (isOurs) return
    const what = `${directory} is neither empty nor a storage root of OCFL 1.1 with the layout ${LAYOUT} as this software writes it.`
    throw new ColophonError('unusable_path', `${what} Name another directory.`)
  }

  /** Makes the files of the root that are not there, and puts what was broken off away. */
  prepare(): void {
    const { directory } = this
    if (!existsSync(join(directory, `0=${DECLARATION}`))) {
      mkdirSync(join(directory, dirname(CONFIGURATION_FILE)), { recursive: true })
      replaceFile(join(directory, CONFIGURATION_FILE), json(CONFIGURATION))
      replaceFile(
        join(directory, LAYOUT_FILE),
        json({
          extension: LAYOUT,
          description:
            'An object lies under the SHA-256 of its id in hexadecimal: three directories of three characters, and one with the whole digest.',
        }),
      )
      replaceFile(join(directory, `0=${DECLARATION}`), `${DECLARATION}\n`)
    }
    if (existsSync(this.#taken)) this.#place(this.#taken)
    this.clear()
  }

  /** Removes what was made and not put in its place. */
  clear(): void {
    rmSync(join(this.directory, DRAFTS), { recursive: true, force: true })
  }

  /** An empty directory for an object that will lie at this path. */
  draft(path: string): string {
    const draft = join(this.#draft, path)
    rmSync(this.#draft, { recursive: true, force: true })
    mkdirSync(draft, { recursive: true })
    return draft
  }

  /** Puts the object that was drafted in its place, and what lay there away. */
  put(path: string): void {
    if (existsSync(join(this.directory, path))) this.#take(path)
    this.#place(this.#draft)
    rmSync(this.#taken, { recursive: true, force: true })
  }

  get #draft(): string {
    return join(this.directory, DRAFTS, 'draft')
  }

  get #taken(): string {
    return join(this.directory, DRAFTS, 'taken')
  }

  /** Takes an object away, with the directories that would be empty without it: none may be (§4.1). */
  #take(path: string): void {
    let top = path
    while (top.includes('/') && readdirSync(join(this.directory, dirname(top))).length === 1)
      top = dirname(top)
    const to = join(this.#taken, top)
    mkdirSync(dirname(to), { recursive: true })
    renameSync(join(this.directory, top), to)
  }

  /** Puts an object with those of its directories that are not there in its place; one that is there stays. */
  #place(from: string): void {
    let path = ''
    for (let depth = 0; depth < DEPTH; depth++) {
      const [name] = readdirSync(join(from, path))
      if (name === undefined) return
      path = join(path, name)
      const place = join(this.directory, path)
      if (existsSync(place)) continue
      renameSync(join(from, path), place)
      syncDirectory(dirname(place))
      return
    }
  }
}

function isLaidOut(directory: string): boolean {
  try {
    return readFileSync(join(directory, CONFIGURATION_FILE), 'utf8') === json(CONFIGURATION)
  } catch {
    return false
  }
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
