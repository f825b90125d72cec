/** Resource Dumps of ResourceSync 1.1 (10, 11): the resources themselves, in ZIPs with a manifest each. */
import { extname } from 'node:path'
import { printSecond } from '../archive/work-changes.ts'
import { sha256 } from '../identity/digest.ts'
import type { Bag } from '../packages/bag.ts'
import { type DigestedFile, digestFile, fileOf, piecesOf } from '../packages/packaged-file.ts'
import { changed, sourcePath } from '../packages/text-files.ts'
import { zipParts } from '../packages/zip.ts'
import type { WorkRecord } from '../store/works.ts'
import { headLines, PLACES, RESOURCESYNC_TYPE, urlLine } from './documents.ts'
import { addressOf, contentOf, headOf, type ListSource, lastChange } from './lists.ts'

/** Keys whose works lie in one package: it is read whole before it is sent. */
export const WORKS_A_PACKAGE = 50
/** How packages are laid out: raised with each change of it. */
const LAYOUT = 1

/** How many packages there are. */
export async function dumpPackages({ archive, most = WORKS_A_PACKAGE }: ListSource): Promise<number> {
  const [last] = await archive.reads.works.newest(1)
  return Math.max(1, Math.ceil((last?.no ?? 0) / most))
}

/** The Resource Dump: where each package is. */
export function dumpDocument(source: ListSource, packages: number): string {
  const lines = Array.from({ length: packages }, (_, at) =>
    urlLine(source.urls.path(PLACES.package, { page: at + 1 }), { type: 'application/zip' }),
  )
  return [...headOf(source, 'resourcedump', false), ...lines, '</urlset>', ''].join('\n')
}

/** The works of a package that are not withdrawn; packages count from 1. */
export async function worksOfPackage(
  { archive: { reads }, most = WORKS_A_PACKAGE }: ListSource,
  page: number,
): Promise<WorkRecord[]> {
  const listed = await reads.works.list({ after: (page - 1) * most, limit: most })
  const found = await reads.works.byIds(listed.filter(({ no }) => no <= page * most).map(({ id }) => id))
  return [...found.values()]
}

/** What tells one state of a package from others: nothing is read for it but the works. Hexadecimal. */
export function packageRevision(source: ListSource, works: readonly WorkRecord[]): string {
  return sha256(JSON.stringify([LAYOUT, manifestOf(source, works)]))
}

/** When a package became what it is, as the log has it: a W3C date and time. */
export function packageMoment({ archive: { changes } }: ListSource, works: readonly WorkRecord[]): string {
  const seconds = works.map(({ id }) => changes.changedAt(id) ?? 0)
  return printSecond(seconds.reduce((a, b) => Math.max(a, b), changes.earliest ?? 0))
}

/** Reads the sources of all works, and keeps nothing of them but digests. @throws ColophonError `archive_unusable` */
export async function packDump(
  source: ListSource,
  works: readonly WorkRecord[],
): Promise<Pick<Bag, 'files' | 'parts' | 'length'>> {
  const manifest = { path: 'manifest.xml', mediaType: RESOURCESYNC_TYPE, title: 'The manifest' }
  const files: DigestedFile[] = [await digestFile(fileOf(manifest, manifestOf(source, works)))]
  for (const work of works) {
    const { mediaType, sha256: signed, byteLength } = work.source
    const read = async function* () {
      const bytes = await source.archive.reads.versions.source(signed)
      if (bytes?.length !== byteLength) throw changed()
      yield* piecesOf(bytes)
    }
    const digested = await digestFile({ path: pathOf(work), mediaType, title: work.id, read })
    // Rot is not handed out under a digest of its own.
    if (digested.sha256 !== signed) throw changed()
    files.push(digested)
  }
  return { files, ...zipParts(files) }
}

/** The Resource Dump Manifest: what lies where in a package. */
function manifestOf(source: ListSource, works: readonly WorkRecord[]): string {
  const { archive, urls } = source
  const md = { capability: 'resourcedump-manifest', at: packageMoment(source, works) }
  return [
    ...headLines('urlset', { md, up: urls.path(PLACES.resourcedump) }),
    ...works.map((work) =>
      urlLine(
        addressOf(urls, work.id),
        { ...contentOf(work), path: `/${pathOf(work)}` },
        lastChange(archive, work),
      ),
    ),
    '</urlset>',
    '',
  ].join('\n')
}

function pathOf({ id, source }: WorkRecord): string {
  return `resources/${id}${extname(sourcePath({ ...source, bytes: source.byteLength, receivedAt: '' }))}`
}
