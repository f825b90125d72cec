import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Whether the reference program of Zstandard is installed. */
export const HAS_ZSTD = spawnSync('zstd', ['--version']).status === 0

/** Bytes as the reference program compresses them. @param options of its command line */
export function zstd(bytes: Uint8Array, ...options: string[]): Buffer {
  const { stdout, stderr, status } = spawnSync('zstd', ['-q', '-c', ...options], { input: bytes })
  if (status !== 0) throw new Error(stderr.toString())
  return stdout
}

/** A file of a dictionary, which the reference program makes of samples. */
export function trainedDictionary(directory: string, samples: readonly Uint8Array[]): string {
  const files = samples.map((sample, at) => {
    const file = join(directory, `sample-${at}`)
    writeFileSync(file, sample)
    return file
  })
  const dictionary = join(directory, 'dictionary')
  const made = spawnSync('zstd', ['-q', '--train', ...files, '--maxdict=4096', '-o', dictionary])
  if (made.status !== 0) throw new Error(made.stderr.toString())
  return dictionary
}

/** The frame that a file of records begins with which were compressed with a dictionary. */
export function dictionaryFrame(dictionary: Uint8Array): Buffer {
  const head = Buffer.from([0x5d, 0x2a, 0x4d, 0x18, 0, 0, 0, 0])
  head.writeUInt32LE(dictionary.length, 4)
  return Buffer.concat([head, dictionary])
}

/** The bytes of a file. */
export const bytesIn = (file: string): Buffer => readFileSync(file)
