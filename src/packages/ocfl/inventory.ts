/** The inventory of an OCFL object (OCFL 1.1 §3.5): which of its files hold what its versions have. */
import crypto from 'node:crypto'
import Type, { type Static } from 'typebox'
import { Value } from 'typebox/value'

/** What a version directory and an object have it in, and beside it its digest (§3.6). */
export const INVENTORY_FILE = 'inventory.json'
export const SIDECAR_FILE = 'inventory.json.sha512'

const TYPE = 'https://ocfl.io/1.1/spec/#inventory'
const Paths = Type.Record(Type.String(), Type.Array(Type.String()))
const Inventory = Type.Object({
  id: Type.String(),
  type: Type.Literal(TYPE),
  digestAlgorithm: Type.Literal('sha512'),
  head: Type.String({ pattern: '^v[1-9][0-9]{0,8}$' }),
  /** The content paths by the SHA-512 of their bytes: one each. */
  manifest: Paths,
  versions: Type.Record(
    Type.String(),
    Type.Object({
      created: Type.String(),
      message: Type.String(),
      user: Type.Object({ name: Type.String(), address: Type.String() }),
      /** The logical paths by SHA-512. */
      state: Paths,
    }),
  ),
  fixity: Type.Object({ sha256: Paths }),
})

/** An inventory as this software writes it. */
export type Inventory = Static<typeof Inventory>

/** An object before its first version. */
export function emptyInventory(id: string): Inventory {
  return {
    ...{ id, type: TYPE, digestAlgorithm: 'sha512', head: 'v0' },
    ...{ manifest: {}, versions: {}, fixity: { sha256: {} } },
  }
}

/** The names of the versions, the oldest first. */
export function versionNames({ head }: Inventory): string[] {
  return Array.from({ length: Number(head.slice(1)) }, (_, at) => `v${at + 1}`)
}

/** What each logical path of the newest version holds, by SHA-512. */
export function headState({ head, versions }: Inventory): Map<string, string> {
  const state = Object.entries(versions[head]?.state ?? {})
  return new Map(state.flatMap(([digest, paths]) => paths.map((path): [string, string] => [path, digest])))
}

/** A state as an inventory has it: in the order of its paths, so that the same state has the same bytes. */
export function printState(files: ReadonlyMap<string, string>): Record<string, string[]> {
  const state: Record<string, string[]> = {}
  for (const [path, digest] of [...files].sort(([a], [b]) => (a < b ? -1 : 1)))
    state[digest] = [...(state[digest] ?? []), path]
  return state
}

/** The bytes of an inventory, and of the file that has its digest. */
export function printInventory(inventory: Inventory): { inventory: string; sidecar: string } {
  const printed = `${JSON.stringify(inventory, null, 2)}\n`
  return { inventory: printed, sidecar: `${sha512(printed)} ${INVENTORY_FILE}\n` }
}

/** The inventory in these bytes; undefined when they have another digest than its file says, or are not as we write them. */
export function parseInventory(bytes: Buffer, sidecar: string): Inventory | undefined {
  if (sidecar !== `${sha512(bytes)} ${INVENTORY_FILE}\n`) return undefined
  try {
    const inventory: unknown = JSON.parse(bytes.toString())
    if (!Value.Check(Inventory, inventory)) return undefined
    return versionNames(inventory).every((name) => inventory.versions[name]) ? inventory : undefined
  } catch {
    return undefined
  }
}

function sha512(bytes: string | Buffer): string {
  return crypto.createHash('sha512').update(bytes).digest('hex')
}
