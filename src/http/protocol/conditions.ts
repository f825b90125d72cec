import type { IncomingMessage } from 'node:http'
import { Problem } from '../../wire/problems.ts'

/** What tells whether a representation is still the same. */
export interface Validators {
  /** In quotation marks. */
  etag: string
  /** As a field value has it; undefined where no moment of change is known. */
  lastModified?: string | undefined
}

/** A moment (ISO time) as `Last-Modified` has it: whole seconds. */
export function httpDate(moment: string): string {
  return new Date(moment).toUTCString()
}

/**
 * Does the client, which only reads, have what there is? The conditions are taken in the order of RFC 9110 §13.2.2. A date
 * counts as the same only when it is the same: after a withdrawal there is something older than before.
 *
 * @throws Problem `precondition_failed` when it wants nothing but what it has, and there is something else
 */
export function isUnchanged(
  { method, headers }: Pick<IncomingMessage, 'method' | 'headers'>,
  { etag, lastModified }: Validators,
): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false
  const isWanted =
    headers['if-match'] === undefined
      ? !isLater(lastModified, headers['if-unmodified-since'])
      : listed(headers['if-match'], etag)
  if (!isWanted)
    throw new Problem(
      'precondition_failed',
      'There is something else by now. Ask again without the condition.',
    )
  const has = headers['if-none-match']
  if (has !== undefined) return listed(has, strong(etag), strong)
  return lastModified !== undefined && headers['if-modified-since'] === lastModified
}

/** Is the tag among those of a field: `*`, or a list? */
function listed(field: string, etag: string, compared = (tag: string) => tag): boolean {
  if (field === etag || field.trim() === '*') return true
  return field.split(',').some((tag) => compared(tag.trim()) === etag)
}

/** The tag that a weak one is made of. Within its quotation marks `W/` is a part of it. */
function strong(tag: string): string {
  return tag.startsWith('W/') ? tag.slice(2) : tag
}

/** What is no date is later than nothing. */
function isLater(lastModified: string | undefined, date: string | undefined): boolean {
  return lastModified !== undefined && date !== undefined && Date.parse(lastModified) > Date.parse(date)
}
