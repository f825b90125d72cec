import { encodeBase32 } from './base32.ts'

/** A bearer key as its holder has it: the id names it in lists, the secret proves it. */
export interface AccessKey {
  id: string
  secret: string
}

const ID_BYTES = 5
const SECRET_BYTES = 20

/** Makes a key from 25 random bytes. */
export function accessKeyFrom(random: Uint8Array): AccessKey {
  return {
    id: encodeBase32(random.subarray(0, ID_BYTES)),
    secret: encodeBase32(random.subarray(ID_BYTES, ID_BYTES + SECRET_BYTES)),
  }
}

/** `colophon_<id>_<secret>`: the prefix lets scanners find keys that got where they should not be. */
export function printAccessKey({ id, secret }: AccessKey): string {
  return `colophon_${id}_${secret}`
}

/** A key as it was presented, or null when it has not the form of one. */
export function parseAccessKey(text: string): AccessKey | null {
  const match = /^colophon_([0-9a-z]{8})_([0-9a-z]{32})$/.exec(text)
  return match && { id: match[1]!, secret: match[2]! }
}
