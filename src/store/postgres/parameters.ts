/** A statement as PostgreSQL takes it, and the names of its parameters where it has names. */
interface Respelled {
  text: string
  /** In the order of their numbers; undefined where they are told by their places. */
  names: string[] | undefined
}

const known = new Map<string, Respelled>()

/**
 * A statement with `?` or `@name` in the places of its parameters, respelt once: `$1`, `$2`, and so on. By `CROSS JOIN … ON` SQLite
 * is told the order of tables, which PostgreSQL finds.
 */
export function respelled(statement: string): Respelled {
  const found = known.get(statement)
  if (found) return found
  const made = respell(statement)
  known.set(statement, made)
  return made
}

/** The same, of a statement that is not kept. */
export function respell(statement: string): Respelled {
  const names: string[] = []
  let places = 0
  const text = statement.replace(/\?|@[a-zA-Z][a-zA-Z0-9]*|CROSS JOIN(?= \w+ ON )/g, (place) => {
    if (place === 'CROSS JOIN') return 'JOIN'
    if (place === '?') return `$${++places}`
    const name = place.slice(1)
    if (!names.includes(name)) names.push(name)
    return `$${names.indexOf(name) + 1}`
  })
  return { text, names: places > 0 ? undefined : names }
}

/** No text of an archive has it. */
const NOWHERE = '\uffff'

/** A value as it is sent: PostgreSQL has no NUL in texts and no whole number beyond 64 bits, so that nothing there equals one that has. */
export function sent(value: unknown): unknown {
  if (typeof value === 'string') return value.includes('\0') ? value.replaceAll('\0', NOWHERE) : value
  if (typeof value !== 'number') return value ?? null
  return Math.max(-Number.MAX_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, value))
}
