/** Bags (BagIt, RFC 8493): a folder with `data/` and a manifest that has the digest of each file in it. */
import crypto from 'node:crypto'
import { closeSync, existsSync, openSync, readdirSync, readSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { ColophonError } from '../errors.ts'
import { readGiven } from '../files/user-path.ts'

/** Of the manifests that a bag may have, the one that is checked: the first that is there. */
const ALGORITHMS = ['sha512', 'sha256'] as const
type Algorithm = (typeof ALGORITHMS)[number]

const MOST_BYTES = 256 * 1024 * 1024
const CHUNK = 1024 * 1024
/** A digest, and a path in which line ends and per cents are escaped. */
const LINE = /^([0-9a-f]{64,128})[ \t]{1,4}\*?(data\/.+)$/i

/** Whether a folder is a bag. */
export function isBag(folder: string): boolean {
  return existsSync(join(folder, 'bagit.txt')) && existsSync(payloadOf(folder))
}

/** The folder in a bag that has its files. */
export function payloadOf(bag: string): string {
  return join(bag, 'data')
}

/**
 * Compares each file of a bag with its digest.
 *
 * @throws ColophonError `bag_damaged` that names the first file that is missing, was altered or is in no manifest
 */
export function checkBag(bag: string): void {
  const algorithm = ALGORITHMS.find((each) => existsSync(manifestOf(bag, each)))
  if (algorithm === undefined)
    throw damaged(bag, 'has no manifest-sha512.txt or manifest-sha256.txt, so that nothing can be checked')
  const listed = readManifest(bag, algorithm)
  for (const [path, digest] of listed) {
    if (!existsSync(join(bag, path))) throw damaged(bag, `lacks ${path}`)
    if (digestOf(join(bag, path), algorithm) !== digest)
      throw damaged(bag, `has another ${path} than was packed`)
  }
  const extra = filesIn(bag).find((path) => !listed.has(path))
  if (extra !== undefined) throw damaged(bag, `has ${extra}, which is not in its manifest`)
}

function manifestOf(bag: string, algorithm: Algorithm): string {
  return join(bag, `manifest-${algorithm}.txt`)
}

/** Digests by path. Nothing outside the bag is read. */
function readManifest(bag: string, algorithm: Algorithm): Map<string, string> {
  const lines = readGiven(manifestOf(bag, algorithm), MOST_BYTES)
    .toString()
    .split(/\r\n|\r|\n/)
  const listed = new Map<string, string>()
  for (const [at, line] of lines.entries()) {
    if (line === '') continue
    const [, digest, path] = LINE.exec(line) ?? []
    if (path === undefined || path.split('/').includes('..'))
      throw damaged(bag, `has a manifest-${algorithm}.txt whose line ${at + 1} names no file in data/`)
    listed.set(
      path.replace(/%(0A|0D|25)/gi, (escaped) => decodeURIComponent(escaped)),
      digest!.toLowerCase(),
    )
  }
  return listed
}

function filesIn(bag: string): string[] {
  const entries = readdirSync(payloadOf(bag), { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(bag, join(entry.parentPath, entry.name)).split(sep).join('/'))
}

function digestOf(file: string, algorithm: Algorithm): string {
  const hash = crypto.createHash(algorithm)
  const chunk = Buffer.allocUnsafe(CHUNK)
  const descriptor = openSync(file, 'r')
  try {
    for (let read = readSync(descriptor, chunk); read > 0; read = readSync(descriptor, chunk))
      hash.update(chunk.subarray(0, read))
  } finally {
    closeSync(descriptor)
  }
  return hash.digest('hex')
}

function damaged(bag: string, what: string): ColophonError {
  return new ColophonError(
    'bag_damaged',
    `The bag ${bag} ${what}. Nothing of it is imported: fetch it again.`,
  )
}
