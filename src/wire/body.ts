/** What is sent of a representation: the value of `Content-Type`, and the text or bytes. */
export interface Body {
  type: string
  body: string | Buffer
}

/** A value as JSON. */
export function json(value: unknown): Body {
  return printedJson(JSON.stringify(value))
}

/** JSON that is printed already. */
export function printedJson(body: Body['body']): Body {
  return { type: 'application/json; charset=utf-8', body }
}

/** A text as it is: its bytes are those that digests of the text are made from. */
export function plain(text: string): Body {
  return { type: 'text/plain; charset=utf-8', body: text }
}
