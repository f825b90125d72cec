/** The kinds of containers that there are. */
import type { ContainerKind } from './container.ts'
import { wacz } from './wacz.ts'
import { warcFile } from './warc-file.ts'
import { wxrFile } from './wxr-file.ts'

const KINDS: readonly ContainerKind[] = [warcFile, wacz, wxrFile]

/** Of which kind a file is that holds many documents; undefined for one that is a document itself. */
export function containerKind(file: string, beginning: Uint8Array): ContainerKind | undefined {
  return KINDS.find((kind) => kind.isOfKind(file, beginning))
}
