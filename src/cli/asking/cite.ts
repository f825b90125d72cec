import type { Command } from 'commander'
import type { Citation } from '../../citing/citer.ts'
import { type ApiAnswer, type AskApi, askJson, askText, posted, withQuery } from '../../mcp/api.ts'
import { firstAnswered } from '../../mcp/named.ts'
import { type CiteOptions, isTextForm, printCitation, printCitations } from '../cite-report.ts'
import { print, shownJson } from '../output.ts'
import { asking } from './asking.ts'

/** Cites by the API: ids of a server's archive, or in formats and of copies that only the API knows. */
export async function citeAsked(
  ids: readonly string[],
  items: readonly object[],
  { options, self }: { options: CiteOptions; self: Command },
): Promise<void> {
  const { style, locale } = options
  await asking(self, async (ask) => {
    if (options.format !== undefined) await printRecords(ask, ids, options)
    else if (ids.length === 1 && items.length === 0) await citeOne(ask, ids[0]!, options, self)
    else
      printCitations(await askJson(ask, posted('/citations', { style, locale, ids, items })), options, self)
  })
}

async function citeOne(ask: AskApi, id: string, options: CiteOptions, self: Command): Promise<void> {
  const { form } = options
  if (isTextForm(form)) print((await citation(ask, id, options, { form })).body.replace(/\n$/, ''))
  else
    printCitation(
      JSON.parse((await citation(ask, id, options, { format: 'json' })).body) as Citation,
      options,
      self,
    )
}

/** The records of several one after the other; lists of JSON as one list. */
async function printRecords(ask: AskApi, ids: readonly string[], options: CiteOptions): Promise<void> {
  const { format } = options
  const records: ApiAnswer[] = []
  for (const id of ids) records.push(await citation(ask, id, options, { format }))
  const lists = records.map(({ type, body }) => (type.includes('json') ? JSON.parse(body) : undefined))
  if (lists.every((list) => Array.isArray(list))) print(shownJson(lists.flat(), 2))
  else print(records.map(({ body }) => linesOf(body).join('\n')).join('\n\n'))
}

/** The lines of a record, without their ends: those of RIS are two characters. */
function linesOf(body: string): string[] {
  return body.trimEnd().split(/\r?\n/)
}

async function citation(
  ask: AskApi,
  id: string,
  { style, locale, source, locatorLabel, at }: CiteOptions,
  wanted: Record<string, string | undefined>,
): Promise<ApiAnswer> {
  const { answer } = await firstAnswered(id, ({ path, query }) => {
    const place = at ?? new URLSearchParams(query).get('at') ?? undefined
    const asked = { at: place, style, locale, source, locatorLabel, ...wanted }
    return askText(ask, { path: withQuery(`${path}/citation`, asked) })
  })
  return answer
}
