/** What pdf.js draws of the text of a PDF, and what the file says of itself. */
import { createRequire } from 'node:module'
import { LoadingError, SourceTooComplex, UnreadableDocument } from '../../loading/errors.ts'
import type { Sheet } from './sheets.ts'
import type { Run } from './words.ts'

/** Pages of the largest document. */
const MOST_PAGES = 5_000
/** Runs of characters in all of it: as many as 5,000 closely printed pages have. */
const MOST_RUNS = 2_000_000
/** Characters of all of it. */
const MOST_CHARACTERS = 30_000_000

/** A PDF, as far as it is text. */
export interface DrawnText {
  sheets: Sheet[]
  /** Of its dictionary and its XMP, by their names there. */
  info: Record<string, string>
  /** How many runs stand at an angle, which are left out. */
  turned: number
}

/** Draws the text of a PDF. @throws LoadingError that says what is wrong with it */
export async function drawText(bytes: Uint8Array): Promise<DrawnText> {
  const pdf = await pdfJs()
  const task = pdf.getDocument({
    // It takes the memory that the bytes are in.
    data: new Uint8Array(bytes),
    verbosity: 0,
    isEvalSupported: false,
    useSystemFonts: false,
    disableFontFace: true,
    enableXfa: false,
  })
  try {
    const document = await task.promise
    if (document.numPages > MOST_PAGES) throw tooMuch(`${MOST_PAGES} pages`)
    const labels = (await document.getPageLabels().catch(() => null)) ?? []
    const drawn: DrawnText = { sheets: [], info: await infoOf(document), turned: 0 }
    const counted = { runs: 0, characters: 0 }
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number)
      const { width, height, transform } = page.getViewport({ scale: 1 })
      const { items } = await page.getTextContent({ disableNormalization: true })
      count(items as Drawn[], counted)
      const { runs, turned } = runsOf(items as Drawn[], { width, height, transform })
      drawn.sheets.push({ number, label: labels[number - 1] ?? '', width, height, runs })
      drawn.turned += turned
      page.cleanup()
    }
    return drawn
  } catch (error) {
    throw asLoadingError(error as Error)
  } finally {
    await task.destroy()
  }
}

function count(items: readonly Drawn[], counted: { runs: number; characters: number }): void {
  counted.runs += items.length
  for (const { str } of items) counted.characters += str.length
  if (counted.runs > MOST_RUNS || counted.characters > MOST_CHARACTERS)
    throw tooMuch(`${MOST_RUNS} runs of words`)
}

/** What stands on a sheet, on the level; the rest is counted. */
function runsOf(
  items: readonly Drawn[],
  { width, height, transform }: { width: number; height: number; transform: number[] },
): { runs: Run[]; turned: number } {
  const words = items.filter(({ str }) => str.trim() !== '')
  const level = words.flatMap((item) => runOf(item, transform) ?? [])
  const isOnSheet = ({ left, right, base, size }: Run) =>
    right > 0 && left < width && base > 0 && base < height + size
  return { runs: level.filter(isOnSheet), turned: words.length - level.length }
}

/** An item of text of pdf.js; marks in the content are not asked for. */
interface Drawn {
  str: string
  transform: number[]
  width: number
}

/** Without a browser it works in the thread that calls it. */
async function pdfJs(): Promise<typeof import('pdfjs-dist/legacy/build/pdf.mjs')> {
  const { WorkerMessageHandler } = await import('pdfjs-dist/legacy/build/pdf.worker.mjs')
  Object.assign(globalThis, { pdfjsWorker: { WorkerMessageHandler } })
  return import('pdfjs-dist/legacy/build/pdf.mjs')
}

/** Undefined for what is turned out of the level. */
function runOf({ str, transform, width }: Drawn, view: number[]): Run | undefined {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = transform
  const [va = 0, vb = 0, vc = 0, vd = 0, ve = 0, vf = 0] = view
  const [alongX, alongY] = [va * a + vc * b, vb * a + vd * b]
  const size = Math.hypot(c, d)
  if (!(alongX > 0) || Math.abs(alongY) > alongX * 0.05 || !(size > 0)) return undefined
  const left = va * e + vc * f + ve
  return {
    text: str.replace(/[\p{Cc}\u2028\u2029]/gu, ' ').toWellFormed(),
    left,
    right: left + width,
    base: vb * e + vd * f + vf,
    size: Math.round(size * 10) / 10,
  }
}

interface WithMetadata {
  getMetadata(): Promise<{ info: object; metadata: { get(name: string): unknown } | null }>
}

async function infoOf(document: WithMetadata): Promise<Record<string, string>> {
  const said: Record<string, string> = {}
  try {
    const { info, metadata } = await document.getMetadata()
    for (const [name, value] of Object.entries(info)) if (typeof value === 'string') said[name] = value
    for (const name of ['dc:title', 'dc:creator', 'dc:language', 'dc:publisher', 'prism:doi']) {
      const value = metadata?.get(name)
      const text = Array.isArray(value) ? value.join('; ') : value
      if (typeof text === 'string' && text !== '') said[name] = text
    }
  } catch {
    // What it says of itself is damaged; its text may not be.
  }
  return said
}

function asLoadingError(error: Error): LoadingError {
  if (error instanceof LoadingError) return error
  if (error.name === 'PasswordException')
    return new LoadingError(
      'unreadable_document',
      'The PDF has a password. Save a copy without one (qpdf --decrypt --password=… locked.pdf open.pdf), and send that.',
    )
  return new UnreadableDocument('a PDF')
}

function tooMuch(most: string): SourceTooComplex {
  return new SourceTooComplex(`The PDF has more than ${most}. Split it into several works.`)
}

/** The version of pdf.js that is here. */
export function pdfJsVersion(): string {
  return (createRequire(import.meta.url)('pdfjs-dist/package.json') as { version: string }).version
}
