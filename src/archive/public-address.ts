import { readFileSync } from 'node:fs'
import { publicAddressFile } from '../files/archive-files.ts'
import { replaceFile } from '../files/durable.ts'

/** Keeps the public address of an archive in its directory, when it is another than was kept. */
export function keepPublicAddress(directory: string, url: string): void {
  if (publicAddressIn(directory) !== url) replaceFile(publicAddressFile(directory), `${url}\n`)
}

/** The public address that is kept in a directory; '' when there is none. */
export function publicAddressIn(directory: string): string {
  try {
    const kept = readFileSync(publicAddressFile(directory), 'utf8').trim()
    return /^https?:\/\/[^\s?#]{1,2000}$/u.test(kept) ? kept : ''
  } catch {
    return ''
  }
}
