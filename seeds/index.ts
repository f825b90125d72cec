import { fileURLToPath } from 'node:url'
import { readSourceFile } from '../src/archive/source-file.ts'
import type { ArchiveWriter } from '../src/archive/writer.ts'
import type { Recorded } from '../src/store/works.ts'

/** The files that an empty archive begins with; their manifests lie beside them. */
const SEEDS = ['breaking-the-siege-of-aleppo.md']

/** Imports the seed article as any other file is imported. */
export async function seed(writer: Pick<ArchiveWriter, 'importSource'>): Promise<Recorded[]> {
  const recorded: Recorded[] = []
  for (const name of SEEDS) {
    const file = fileURLToPath(new URL(name, import.meta.url))
    recorded.push(await writer.importSource(readSourceFile(file)))
  }
  return recorded
}
