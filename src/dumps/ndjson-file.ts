import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createBrotliCompress } from 'node:zlib'

/** Of brotli, 0 to 11. docs/benchmarks.md has the measurement. */
const QUALITY = 4
/** Text gathered before it is handed on, in characters: brotli looks for more where it is given so much at first. */
const GATHERED = 1024 * 1024

/** Writes text to a file, compressed, no faster than the disk takes it. */
export async function writeCompressed(file: string, text: Iterable<string>): Promise<void> {
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

function* gathered(text: Iterable<string>): Generator<string> {
  let pieces = ''
  for (const piece of text) {
    pieces += piece
    if (pieces.length < GATHERED) continue
    yield pieces
    pieces = ''
  }
  if (pieces !== '') yield pieces
}
