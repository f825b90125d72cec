/**
 * The entries of the log. An entry holds ids, digests and times alone, never a word of a text or a title, so that
 * all that it speaks of can be erased while the log stays whole. Its bytes are canonical JSON; they are made once,
 * kept, served, and hashed as they are. `seq` is its index in the tree, from 0; no entry is older than the one before.
 */
import Type, { type Static } from 'typebox'
import { LONGEST_ENTRY } from './entry-bundle.ts'
import { LogError } from './errors.ts'
import { Count, closed, isInstant, LongId, Sha256, ShortId, Time } from './member-types.ts'
import { parseVerifierKey } from './note-key.ts'
import { recordFormat } from './record-format.ts'

/** Most manifests that one entry declares erased, so that it fits its bundle; more take more entries. */
export const MOST_ERASED = 900

const common = { v: Type.Literal(1), seq: Count, time: Time }
const about = { id: ShortId, version: LongId, manifest: Sha256 }
const LogName = Type.String({ minLength: 1, maxLength: 200 })

/** `put`: the version of the work was published; `manifest` is the digest of the manifest that describes it. */
const Put = Type.Object({ ...common, op: Type.Literal('put'), ...about }, closed)

/**
 * `metadata`: what is said of the work changed. `version` is its newest, and `manifest` describes it anew with the
 * metadata's new revision and a new nonce, in place of the manifest named before.
 */
const Metadata = Type.Object({ ...common, op: Type.Literal('metadata'), ...about }, closed)

/**
 * `withdraw`: the work, or every row of one `version` of it, is answered with 410 from now on. `manifest` is the
 * digest of a withdrawal notice, a blob that holds the reason. `erased` are the manifests and notices, sorted by
 * digest, that are gone for good; with a manifest go the files that it names and no other manifest still kept.
 * A mirror deletes these blobs and expects 410 for them, and for no others. A withdrawn work may be withdrawn
 * again, to erase what was only withheld, the reason of the first withdrawal included.
 */
const Withdraw = Type.Object(
  {
    ...common,
    op: Type.Literal('withdraw'),
    id: ShortId,
    version: Type.Optional(LongId),
    manifest: Sha256,
    erased: Type.Optional(Type.Array(Sha256, { minItems: 1, maxItems: MOST_ERASED })),
  },
  closed,
)

/**
 * `key`: checkpoints may be signed with this key from now on. `id` is the log's name and the key's. The first entry
 * of a log is its first key. After a later one the keys sign together for as long as mirrors may need to see it;
 * whoever trusts the log's key may then trust the new one.
 */
const Key = Type.Object(
  { ...common, op: Type.Literal('key'), id: LogName, vkey: Type.String({ maxLength: 300 }) },
  closed,
)

/** `heartbeat`: nothing else was published for a day; it shows that the log `id` is alive, and how current a copy is. */
const Heartbeat = Type.Object({ ...common, op: Type.Literal('heartbeat'), id: LogName }, closed)

const format = recordFormat(Type.Union([Put, Metadata, Withdraw, Key, Heartbeat]), {
  name: 'entry',
  code: 'malformed_entry',
  longest: LONGEST_ENTRY,
  fault: faultOf,
})

/** A version or its metadata published. */
export type Publication = Static<typeof Put> | Static<typeof Metadata>
/** Any entry. */
export type LogEntry = Publication | Static<typeof Withdraw> | Static<typeof Key> | Static<typeof Heartbeat>

/**
 * The bytes of an entry.
 *
 * @throws LogError `malformed_entry`
 */
export function printEntry(entry: LogEntry): Buffer {
  return format.print(entry)
}

/**
 * The entry in these bytes, which stand at index `seq` of the log.
 *
 * @throws LogError `not_canonical`, `malformed_entry`, also when the entry was made for another index
 */
export function parseEntry(bytes: Uint8Array, seq: number): LogEntry {
  const entry = format.parse(bytes)
  if (entry.seq !== seq) {
    throw new LogError('malformed_entry', `The entry at index ${seq} says that it is number ${entry.seq}.`)
  }
  return entry
}

/** Does the entry name a version's manifest? */
export function isPublication(entry: LogEntry): entry is Publication {
  return entry.op === 'put' || entry.op === 'metadata'
}

function faultOf(entry: LogEntry): string | null {
  if (!isInstant(entry.time)) return 'has a time that is not valid'
  if (entry.op === 'withdraw' && !isAscending(entry.erased ?? []))
    return 'names what is erased twice, or out of order'
  return entry.op === 'key' ? keyFault(entry) : null
}

function isAscending(digests: readonly string[]): boolean {
  return digests.every((digest, at) => at === 0 || digests[at - 1]! < digest)
}

function keyFault({ id, vkey }: { id: string; vkey: string }): string | null {
  try {
    return parseVerifierKey(vkey).name === id ? null : `is about the key of ${id}, but has that of another`
  } catch (error) {
    if (error instanceof LogError) return `has a key that is not valid: ${error.message}`
    throw error
  }
}
