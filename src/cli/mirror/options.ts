import { InvalidArgumentError } from 'commander'
import { conforms } from '../../json-schema.ts'
import { BaseUrl } from '../../mirror/mirror-file.ts'

/** Gathers the values of an option that may be repeated. */
export function collect(value: string, before: string[] = []): string[] {
  return [...before, value]
}

/** What the argument of a mirror's directory is. */
export const DIRECTORY = ['<directory>', 'that of the mirror'] as const

/** The address of an archive, without a slash at its end. */
export function parseBaseUrl(text: string): string {
  const url = text.replace(/\/+$/, '')
  if (conforms(BaseUrl, url)) return url
  throw new InvalidArgumentError('It is an address such as https://archive.example.org, without a query.')
}
