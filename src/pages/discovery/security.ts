/** security.txt (RFC 9116): to whom one tells a hole in the server. */
import type { Urls } from '../../wire/urls.ts'

export const SECURITY_PLACE = '/.well-known/security.txt'
/** It may be believed for so long after the month in which it is read: less than a year, as the standard has it. */
const MONTHS = 6

/** @param contact a mail address or the address of a page */
export function securityText(urls: Urls, contact: string, now: Date): string {
  const expires = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + MONTHS + 1))
  return [
    `Contact: ${contact.startsWith('https://') ? contact : `mailto:${encodeURI(contact)}`}`,
    `Expires: ${expires.toISOString().replace('.000Z', 'Z')}`,
    'Preferred-Languages: en',
    `Canonical: ${urls.path(SECURITY_PLACE)}`,
    '',
  ].join('\n')
}
