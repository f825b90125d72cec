import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createBrotliCompress } from 'node:zlib'

/** Of brotli, 0 to 11. docs/benchmarks.md has the measurement. */
const QUALITY = 5
/** Text gathered before it is handed on, in characters: small pieces cost a turn each. */
const GATHERED = 64 * 1024

/** Writes text to a file, compressed, no faster than the disk takes it. */
export async function writeCompressed(file: string, text: AsyncIterable<string>): Promise<void> {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: QUALITY,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_LGWIN]: 20,
  }
  await pipeline(
    Readable.from(gathered(text), { objectMode: false }),
    createBrotliCompress({ params }),
    createWriteStream(file, { flags: 'wx' }),
  )
}

async function* gathered(text: AsyncIterable<string>): AsyncGenerator<string> {
  let pieces = ''
  for await (const piece of text) {
    pieces += piece
    if (pieces.length < GATHERED) continue
    yield pieces
    pieces = ''
  }
  if (pieces !== '') yield pieces
}
