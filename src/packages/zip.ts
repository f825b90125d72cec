/**
 * Archives of ZIP (APPNOTE.TXT 6.3.10) whose bytes follow from their files alone: nothing is compressed, no time is told.
 * So their length is known before anything is read, and any range of them can be written by itself.
 */

/** A file as its archive tells it. */
export interface ZipEntry {
  /** With `/` between its parts; in UTF-8. */
  path: string
  size: number
  crc32: number
}

/** A run of bytes of an archive, from an offset on: given, or those of one of the files. */
export interface ZipPart {
  start: number
  length: number
  bytes?: Buffer
  file?: number
}

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const END_64 = 0x06064b50
const LOCATOR_64 = 0x07064b50
/** The versions that are needed to read (§4.4.3): as a plain archive, and with lengths of 64 bits. */
const PLAIN = 20
const ZIP64 = 45
/** Made on a system whose files have modes (§4.4.2), and a file that all may read. */
const UNIX = 3 << 8
const MODE = (0o100644 << 16) >>> 0
/** Names are UTF-8 (§4.4.4). */
const UTF8 = 1 << 11
/** 1 January 1980, midnight: the earliest time there is (§4.4.6). */
const DATE = (1 << 5) | 1
const MOST_16 = 0xffff
const MOST_32 = 0xffffffff

/** An archive as the runs of bytes that it is made of, on end. */
export function zipParts(entries: readonly ZipEntry[]): { parts: ZipPart[]; length: number } {
  const parts: ZipPart[] = []
  let at = 0
  const add = (length: number, what: Pick<ZipPart, 'bytes' | 'file'>) => {
    if (length > 0) parts.push({ start: at, length, ...what })
    at += length
  }
  const central = entries.map((entry, file) => {
    const record = centralRecord(entry, at)
    const header = localHeader(entry)
    add(header.length, { bytes: header })
    add(entry.size, { file })
    return record
  })
  const directory = Buffer.concat(central)
  const start = at
  add(directory.length, { bytes: directory })
  const end = endOf({ count: entries.length, size: directory.length, start })
  add(end.length, { bytes: end })
  return { parts, length: at }
}

/** What both of a file's records have from the version that is needed on (§4.3.7). */
function common({ path, size, crc32 }: ZipEntry, isLarge: boolean): { fields: Buffer; name: Buffer } {
  const name = Buffer.from(path)
  const fields = Buffer.alloc(24)
  fields.writeUInt16LE(isLarge ? ZIP64 : PLAIN, 0)
  fields.writeUInt16LE(UTF8, 2)
  fields.writeUInt16LE(DATE, 8)
  fields.writeUInt32LE(crc32, 10)
  fields.writeUInt32LE(Math.min(size, MOST_32), 14)
  fields.writeUInt32LE(Math.min(size, MOST_32), 18)
  fields.writeUInt16LE(name.length, 22)
  return { fields, name }
}

function localHeader(entry: ZipEntry): Buffer {
  const isLarge = entry.size >= MOST_32
  const { fields, name } = common(entry, isLarge)
  const extra = isLarge ? extra64([entry.size, entry.size]) : Buffer.alloc(0)
  return Buffer.concat([number32(LOCAL), fields, number16(extra.length), name, extra])
}

function centralRecord(entry: ZipEntry, offset: number): Buffer {
  const { size } = entry
  const large = [...(size >= MOST_32 ? [size, size] : []), ...(offset >= MOST_32 ? [offset] : [])]
  const { fields, name } = common(entry, large.length > 0)
  const extra = large.length > 0 ? extra64(large) : Buffer.alloc(0)
  const rest = Buffer.alloc(16)
  rest.writeUInt16LE(extra.length, 0)
  rest.writeUInt32LE(MODE, 8)
  rest.writeUInt32LE(Math.min(offset, MOST_32), 12)
  return Buffer.concat([number32(CENTRAL), number16(UNIX | PLAIN), fields, rest, name, extra])
}

/** Lengths and offsets of 64 bits (§4.5.3). */
function extra64(numbers: readonly number[]): Buffer {
  return Buffer.concat([number16(1), number16(8 * numbers.length), ...numbers.map(number64)])
}

function endOf({ count, size, start }: { count: number; size: number; start: number }): Buffer {
  const counts = number16(Math.min(count, MOST_16))
  const end = Buffer.concat([
    ...[number32(END), number32(0), counts, counts],
    ...[number32(Math.min(size, MOST_32)), number32(Math.min(start, MOST_32)), number16(0)],
  ])
  if (count < MOST_16 && size < MOST_32 && start < MOST_32) return end
  // §4.3.14 and §4.3.15: the record of 64 bits, and where it begins.
  return Buffer.concat([
    ...[number32(END_64), number64(44), number16(UNIX | ZIP64), number16(ZIP64), number32(0), number32(0)],
    ...[number64(count), number64(count), number64(size), number64(start)],
    ...[number32(LOCATOR_64), number32(0), number64(start + size), number32(1)],
    end,
  ])
}

function number16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

function number32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

function number64(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(BigInt(value))
  return bytes
}
