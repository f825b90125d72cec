/** How the records of a web archive are compressed, each by itself. */
import type { FileWindow } from './file-window.ts'

/** A record, or several, that were unpacked to find their end. */
export interface PackedMember {
  /** Bytes that it takes in the file. */
  length: number
  content: Uint8Array
}

/** A way of compressing. */
export interface Packing {
  /** What each member begins with. */
  begins: Uint8Array
  /** The member at a place; undefined where none is whole, or one is larger than `most` bytes, packed or unpacked. */
  memberAt(window: FileWindow, at: number, most: number): PackedMember | undefined
  /** The first bytes that packed ones unpack to, as far as can be seen; none where there is no member. */
  beginning(packed: Uint8Array): Uint8Array
  /** Whether a member may begin with these bytes, of which there are enough. */
  mayBegin(packed: Uint8Array): boolean
  /** A member, checked by its own checksum. Throws where it is damaged, or larger than `most`. */
  unpack(packed: Uint8Array, most: number): Buffer
}
