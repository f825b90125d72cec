import { gzipSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { WARCRecord, WARCSerializer } from 'warcio'

/** A capture of an address, as another program than ours writes it. */
export interface Capture {
  url: string
  date: string
  body: string | Uint8Array
  headers?: Record<string, string>
  status?: string
}

const HTML = { 'Content-Type': 'text/html; charset=utf-8' }

/** A record of a response, with its digests. */
export async function recordOf({
  url,
  date,
  body,
  headers = HTML,
  status = '200 OK',
}: Capture): Promise<Buffer> {
  const record = WARCRecord.create(
    {
      url,
      date,
      type: 'response',
      warcVersion: 'WARC/1.1',
      httpHeaders: headers,
      statusline: `HTTP/1.1 ${status}`,
    },
    [typeof body === 'string' ? Buffer.from(body) : body],
  )
  return Buffer.from(await WARCSerializer.serialize(record, { gzip: false }))
}

/** The record that tells which program wrote the others. */
export async function warcinfo(software: string): Promise<Buffer> {
  const info = WARCRecord.createWARCInfo({ filename: 'crawl.warc', warcVersion: 'WARC/1.1' }, { software })
  return Buffer.from(await WARCSerializer.serialize(info, { gzip: false }))
}

/** A record that says that a page was found as it had been. */
export async function revisitOf(url: string, date: string, refersToDate: string): Promise<Buffer> {
  const record = WARCRecord.create({
    ...{ url, date, type: 'revisit', warcVersion: 'WARC/1.1' },
    ...{ httpHeaders: HTML, refersToUrl: url, refersToDate },
  } as never)
  return Buffer.from(await WARCSerializer.serialize(record, { gzip: false }))
}

/** Records as a file has them that compresses each by itself. */
export function packedEach(records: readonly Uint8Array[]): Buffer {
  return Buffer.concat(records.map((record) => gzipSync(record)))
}

/** A file of WARC files with a list of pages. */
export function waczOf(
  files: Record<string, Uint8Array>,
  pages: { url: string; ts: string; title: string }[],
): Uint8Array {
  const list = [{ format: 'json-pages-1.0', id: 'pages', title: 'All pages' }, ...pages]
  const stored = Object.entries(files).map(([name, bytes]) => [`archive/${name}`, [bytes, { level: 0 }]])
  return zipSync({
    'datapackage.json': strToU8(JSON.stringify({ profile: 'data-package', wacz_version: '1.1.1' })),
    'pages/pages.jsonl': strToU8(list.map((line) => JSON.stringify(line)).join('\n')),
    ...Object.fromEntries(stored),
  } as never)
}

/** A page with an article of these paragraphs. */
export function pageOf(title: string, paragraphs: readonly string[], canonical?: string): string {
  const link = canonical === undefined ? '' : `<link rel="canonical" href="${canonical}">`
  const text = paragraphs.map((each) => `<p>${each}</p>`).join('\n')
  return `<!doctype html>\n<html lang="en"><head><title>${title}</title>${link}</head>
<body><nav><a href="/">Home</a></nav><article><h1>${title}</h1>\n${text}</article></body></html>\n`
}
