/** A node of JSON-LD: members without a value are left out when it is made. */
export type Node = Record<string, unknown>

/** The node with its absent members (null, undefined, '' and empty lists) left out. */
export function node(members: Node): Node {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => !isAbsent(value)))
}

function isAbsent(value: unknown): boolean {
  return value == null || value === '' || (Array.isArray(value) && value.length === 0)
}
