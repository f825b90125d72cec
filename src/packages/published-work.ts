import type { Metadata } from '../loading/metadata/metadata.ts'
import { type LogEntry, parseEntry } from '../log/entry.ts'
import { parseVersionManifest, type VersionManifest } from '../log/version-manifest.ts'
import type { Reads } from '../store/store.ts'

/** A version as an entry of the log published it, with the metadata of that time. */
export interface PublishedText {
  /** The store's own key. */
  versionNo: number
  /** The directory of its files in a package, without a slash at its end. */
  directory: string
  seq: number
  entry: { bytes: Buffer; time: string }
  /** SHA-256 of the manifest's bytes, hexadecimal. */
  sha256: string
  manifestBytes: Buffer
  manifest: VersionManifest
  metadata: Metadata
}

/** A work as the log of an archive has it: all of it follows from the log, wherever the copy is. */
export interface PublishedWork {
  id: string
  /** The name of the log. */
  log: string
  /** Its versions that are not withdrawn, the oldest first, each as it was last published. One at least. */
  texts: PublishedText[]
}

/** The work with this id; undefined when nothing of it is published, or all is withdrawn. */
export async function readPublishedWork(
  { versions, log }: Pick<Reads, 'versions' | 'log'>,
  id: string,
): Promise<PublishedWork | undefined> {
  const size = await log.size()
  const texts: PublishedText[] = []
  for (const [no, directory] of await textDirectories(versions, id)) {
    const publication = await log.lastPublication(no, size)
    const text = publication && (await readPublishedText(log, publication, directory))
    if (text) texts.push(text)
  }
  return texts.length === 0 ? undefined : { id, log: await logName(log), texts }
}

/** The directories of the versions of a work in its packages, by the store's own keys, the oldest first. */
export async function textDirectories(
  versions: Reads['versions'],
  work: string,
): Promise<Map<number, string>> {
  const directories = new Map<number, string>()
  const known = new Map<string, number>()
  for (const { no, id } of await versions.ofWork(work)) {
    // The same text may have been read from two sources.
    const count = (known.get(id) ?? 0) + 1
    known.set(id, count)
    directories.set(no, count === 1 ? `versions/${id}` : `versions/${id}.${count}`)
  }
  return directories
}

/** A version by an entry that published it; undefined when it was withdrawn meanwhile. */
export async function readPublishedText(
  log: Reads['log'],
  { seq, versionNo, manifest: sha256 }: { seq: number; versionNo: number; manifest: string },
  directory: string,
): Promise<PublishedText | undefined> {
  const [[bytes], blob] = [await log.entries(seq, 1), await log.blob(sha256)]
  if (!bytes || !blob || blob.withdrawn) return undefined
  const manifest = parseVersionManifest(blob.content)
  return {
    versionNo,
    directory,
    seq,
    entry: { bytes, time: parseEntry(bytes, seq).time },
    sha256,
    manifestBytes: blob.content,
    manifest,
    metadata: manifest.metadata.body as unknown as Metadata,
  }
}

/** The name of a log: its first entry has it. */
export async function logName(log: Reads['log']): Promise<string> {
  const [first] = await log.entries(0, 1)
  return (parseEntry(first!, 0) as Extract<LogEntry, { op: 'key' }>).id
}
