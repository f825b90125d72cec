import type { ColophonError } from '../../errors.ts'
import { NotFound } from '../../resolving/not-found.ts'
import type { Urls } from '../../wire/urls.ts'

/** The sentence of an error, with the address at which to look for what is not here. */
export function withAddress(urls: Urls, error: ColophonError): string {
  const { message } = error
  if (!(error instanceof NotFound)) return message
  const { elsewhere } = error
  if (elsewhere === 'works') return `${message} Look for it at ${urls.base}/works?title=….`
  if (elsewhere === 'quotes')
    return `${withoutStop(message)}; register the words with POST ${urls.base}/quotes.`
  if ('paragraph' in elsewhere) return `${withoutStop(message)}: ${urls.paragraph(elsewhere.paragraph)}.`
  return `${message} Its versions are listed at ${urls.work(elsewhere.versionsOf)}/versions.`
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '')
}
