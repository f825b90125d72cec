/** Prints the value of one member as JSON. */
export type MemberPrinter<T> = (value: T) => string

/** How each member of an object is printed, in their order. */
export type Members<T> = Readonly<Record<string, MemberPrinter<T>>>

/**
 * Makes what prints an object as JSON, member by member: to make the object itself first costs as much as to find what
 * it is made of.
 */
export function objectPrinter<T>(members: Members<T>): MemberPrinter<T> {
  const parts = Object.entries(members).map(
    ([name, print], at) => [`${at === 0 ? '{' : ','}${JSON.stringify(name)}:`, print] as const,
  )
  return (value) => {
    let printed = ''
    for (const [name, print] of parts) printed += name + print(value)
    return `${printed}}`
  }
}

/** A text that needs no escaping in JSON, such as an id. */
export function quoted(plain: string): string {
  return `"${plain}"`
}

/** A text as it stands between the quotation marks of a JSON string. */
export function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}
