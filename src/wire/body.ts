/** What is sent of a representation: the value of `Content-Type`, and the text or bytes. */
export interface Body {
  type: string
  body: string | Buffer
}

/** A value as JSON. */
export function json(value: unknown): Body {
  return printedJson(jsonLine(value))
}

/** A value as JSON on a line that ends, as a terminal and the tools of its users want it. */
export function jsonLine(value: unknown): string {
  return `${JSON.stringify(value)}\n`
}

/** JSON that is printed already, with the end of its last line. */
export function printedJson(body: Body['body']): Body {
  return { type: 'application/json; charset=utf-8', body }
}

/** A text as it is: its bytes are those that digests of the text are made from. */
export function plain(text: string): Body {
  return { type: 'text/plain; charset=utf-8', body: text }
}
