/** Files of web archives (WARC, ISO 28500): each page that was captured is a document. */
import { ColophonError } from '../../errors.ts'
import { beginsRecord } from '../../formats/warc/record-head.ts'
import { Captures } from './captures.ts'
import type { ContainerKind } from './container.ts'
import { FileWindow } from './file-window.ts'
import { beginningOfMember, GZIP } from './gzip-member.ts'
import { isZstd } from './zstd-frame.ts'

/** `.warc`, `.warc.gz` and `.warc.zst`, each record compressed by itself. */
export const warcFile: ContainerKind = {
  title: 'WARC',
  isOfKind: (file, beginning) =>
    (isZstd(beginning) && /\.warc\.zst$/i.test(file)) ||
    beginsRecord(GZIP.every((byte, at) => beginning[at] === byte) ? beginningOfMember(beginning) : beginning),
  open: async (file, wants) => {
    const captures = new Captures(wants)
    await captures.addAll(new FileWindow(file))
    if (captures.isEmpty)
      throw new ColophonError(
        'unreadable_document',
        `${file} holds no record that can be read: it is damaged.`,
      )
    return captures.contents()
  },
}
