import { basename } from 'node:path'
import type { Command } from 'commander'
import { readGiven } from '../../files/user-path.ts'
import { type AskApi, askJson, withQuery } from '../../mcp/api.ts'
import { nameOfWork } from '../../mcp/named.ts'
import type { Checker, CheckOptions } from '../checking/checker.ts'
import type { View } from '../checking/told.ts'
import { formBody } from './form-body.ts'

/** Checks against the archive of a server, to which the manuscripts are sent; it keeps nothing of them. */
export function askedChecker(ask: AskApi, options: CheckOptions, self: Command): Checker {
  const { work: works = [], style, locale, bib, type = '' } = options
  if (works.length > 1) self.error('error: a server looks in one work at a time: name one --work')
  const path = withQuery('/verify/document', { work: works[0] && nameOfWork(works[0]), style, locale })
  return async (file) => {
    const name = file === '-' ? 'manuscript' : basename(file)
    const manuscript = { bytes: readGiven(file), name, type }
    const bibliography =
      bib === undefined ? {} : { bibliography: { bytes: readGiven(bib), name: basename(bib) } }
    const form = await formBody({ manuscript, ...bibliography })
    const { items } = await askJson<{ items: View[] }>(ask, { method: 'POST', path, ...form })
    return { quotations: items.length, views: items }
  }
}
