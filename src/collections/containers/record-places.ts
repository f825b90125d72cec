/** Where the records of a web archive stand in its file, each compressed by itself or none. */
import { ColophonError } from '../../errors.ts'
import {
  beginsRecord,
  LONGEST_HEAD,
  type RecordHead,
  readRecordHead,
} from '../../formats/warc/record-head.ts'
import type { FileWindow } from './file-window.ts'
import type { PackedMember, Packing } from './packing.ts'

/** A record, by its place. */
export interface RecordPlace {
  window: FileWindow
  at: number
  /** Bytes that it takes in the file. */
  length: number
  /** Where a member holds several, the part of it that this one is. */
  part?: { start: number; end: number }
  packing?: Packing
  head: RecordHead
}

/** A record that was found. */
export interface FoundRecord {
  place: RecordPlace
  /** Its bytes, unpacked, while the scan stands there. */
  bytes: () => Uint8Array
}

/** What a scan comes to: a record, or a place where there is none that is whole. */
export type Found = FoundRecord | Damage

/** What is wrong at a place of a file, as a clause. */
export interface Damage {
  at: number
  damage: string
  head?: RecordHead
}

/** Bytes of the largest record that is looked into, packed or not: no page has as many. */
export const LARGEST = 32 * 1024 * 1024

/**
 * Finds the records in a file, one after the other. After what is damaged it goes on at the next record.
 *
 * @param packing how each is compressed; none when nothing is said
 */
export function* recordsIn(window: FileWindow, packing?: Packing): Generator<Found> {
  let damages = 0
  for (let at = 0; at < window.size; ) {
    const step = packing ? memberStep(window, at, packing) : plainStep(window, at)
    for (const found of step.found) {
      yield found
      if (!('damage' in found)) continue
      if (++damages < MOST_DAMAGES) continue
      yield { at, damage: `${MOST_DAMAGES} places before it are damaged, so that the rest is not looked at` }
      return
    }
    at = step.next
  }
}

/** A file with more of them is not what it was. */
const MOST_DAMAGES = 1000

interface Step {
  found: Iterable<Found>
  next: number
}

function plainStep(window: FileWindow, at: number): Step {
  const begins = window.read(at, LONGEST_HEAD)
  const head = readRecordHead(begins)
  if (head === undefined || Number.isNaN(head.blockLength)) {
    const blank = begins.findIndex((byte) => byte !== 13 && byte !== 10)
    if (blank < 0) return { found: [], next: at + begins.length }
    if (blank > 0) return { found: [], next: at + blank }
    return { found: [{ at, damage: 'no record begins here' }], next: nextPlain(window, at + 1) }
  }
  const end = at + head.length + head.blockLength
  if (end > window.size) {
    const next = nextPlain(window, at + head.length)
    return { found: [{ at, head, damage: 'it is cut short, or longer than it says' }], next }
  }
  const behind = window.read(end, 16)
  const length = end - at + lineEnds(behind)
  const follows = behind.findIndex((byte) => byte !== 13 && byte !== 10)
  if (follows < 0 || beginsRecord(behind.subarray(follows)))
    return {
      found: [
        {
          place: { window, at, head, length },
          bytes: () => window.read(at, Math.min(length, LARGEST)),
        },
      ],
      next: follows < 0 ? end + behind.length : end + follows,
    }
  const next = nextPlain(window, at + head.length)
  return { found: [{ at, head, damage: 'no record follows where it says that it ends' }], next }
}

/** Where the next line begins as a record does; the end where none does. */
function nextPlain(window: FileWindow, from: number): number {
  const found = window.indexOf(Buffer.from('\nWARC/1.'), from)
  return found < 0 ? window.size : found + 1
}

function memberStep(window: FileWindow, at: number, packing: Packing): Step {
  const member = packing.memberAt(window, at, LARGEST)
  if (member === undefined) {
    const packed = window.read(at, LONGEST_HEAD)
    const head = readRecordHead(packing.beginning(packed))
    const damage = packing.begins.every((byte, index) => packed[index] === byte)
      ? 'it is damaged, cut short or too large'
      : 'no record begins here'
    return { found: [{ at, damage, ...(head && { head }) }], next: nextMember(window, at + 1, packing) }
  }
  return {
    found: partsOf(window, { at, ...member, packing }),
    next: at + member.length,
  }
}

/** A member is to hold one record; a file that was compressed as a whole has all of them in one. */
function* partsOf(
  window: FileWindow,
  { at, length, content, packing }: PackedMember & { at: number; packing: Packing },
): Generator<Found> {
  let start = 0
  while (start < content.length) {
    if (content[start] === 13 || content[start] === 10) {
      start++
      continue
    }
    const head = readRecordHead(content.subarray(start))
    const end = start + (head ? head.length + head.blockLength : Number.NaN)
    if (head === undefined || Number.isNaN(end) || end > content.length) {
      const damage = head ? 'it is longer or shorter than it says' : 'no record begins here'
      yield { at, damage, ...(head && { head }) }
      return
    }
    const part = { start, end: end + lineEnds(content.subarray(end, end + 4)) }
    yield {
      place: { window, at, length, head, packing, part },
      bytes: () => content.subarray(part.start, part.end),
    }
    start = part.end
  }
}

/** Bytes of the two ends of lines that belong to a record, behind its block. */
function lineEnds(behind: Uint8Array): number {
  return Buffer.from(behind.subarray(0, 4)).toString('latin1') === '\r\n\r\n' ? 4 : 0
}

function nextMember(window: FileWindow, from: number, { begins, mayBegin }: Packing): number {
  let looks = 0
  for (
    let at = window.indexOf(begins, from);
    at >= 0 && looks < MOST_LOOKS;
    at = window.indexOf(begins, at + 1)
  ) {
    if (mayBegin(window.read(at, 4096))) return at
    looks++
  }
  return window.size
}

/** Bytes that look like the beginning of a member stand in what is compressed once in 16 MB. */
const MOST_LOOKS = 10_000

/** The bytes of a record, unpacked. Throws where they are damaged. */
export function readRecord({ window, at, length, part, packing }: RecordPlace): Buffer {
  const bytes = window.read(at, Math.min(length, LARGEST))
  if (packing === undefined) return Buffer.from(bytes)
  const content = unpacked(bytes, at, packing)
  return Buffer.from(part ? content.subarray(part.start, part.end) : content)
}

function unpacked(bytes: Uint8Array, at: number, packing: Packing): Buffer {
  try {
    return packing.unpack(bytes, LARGEST)
  } catch {
    throw new ColophonError(
      'unreadable_document',
      `The record at byte ${at} is damaged: its checksum is another than it says. Get the file again from where it was made.`,
    )
  }
}
