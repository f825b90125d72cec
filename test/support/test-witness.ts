/** A witness that has nothing of the house's: it reads the protocol (C2SP tlog-witness) and the proofs (RFC 6962) by itself. */
import crypto, { type KeyObject } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'

export interface TestWitness {
  name: string
  /** As a policy has it. */
  vkey: string
  url: string
  /** The size that it cosigned last. */
  size(): number
  /** Statuses that it answered with. */
  answered: number[]
}

const hash = (...parts: Uint8Array[]) => crypto.createHash('sha256').update(Buffer.concat(parts)).digest()
const node = (left: Buffer, right: Buffer) => hash(Buffer.of(1), left, right)

/** Both roots that a proof makes, by the recursion of RFC 6962 §2.1.2; null when it is too short or too long. */
function rootsOf(m: number, n: number, proof: readonly Buffer[], known: Buffer): [Buffer, Buffer] | null {
  const rest = [...proof]
  const next = () => {
    const found = rest.shift()
    if (!found) throw new Error('short')
    return found
  }
  const walk = (m: number, n: number, whole: boolean): [Buffer, Buffer] => {
    if (m === n) {
      const same = whole ? known : next()
      return [same, same]
    }
    let k = 1
    while (k * 2 < n) k *= 2
    const [older, newer] = m <= k ? walk(m, k, whole) : walk(m - k, n - k, false)
    const beside = next()
    return m <= k ? [older, node(newer, beside)] : [node(beside, older), node(beside, newer)]
  }
  try {
    const roots = walk(m, n, true)
    return rest.length === 0 ? roots : null
  } catch {
    return null
  }
}

interface Tree {
  size: number
  root: Buffer
}

function grows(from: Tree, to: Tree, proof: readonly Buffer[]): boolean {
  const roots = rootsOf(from.size, to.size, proof, from.root)
  return Boolean(roots?.[0].equals(from.root) && roots[1].equals(to.root))
}

/** @param log the key of the log as its archive hands it out */
export async function testWitness(t: Test, name: string, log: string): Promise<TestWitness> {
  const { publicKey, privateKey } = crypto.generateKeyPairSync('ed25519')
  const raw = Buffer.concat([Buffer.of(4), publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)])
  const id = hash(Buffer.from(`${name}\n`), raw).subarray(0, 4)
  let last: { size: number; root: Buffer } | undefined
  const answered: number[] = []
  const server = createServer(async (request, response) => {
    const [status, body, type] = answer(await bodyOf(request))
    answered.push(status)
    send(response, status, body, type)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    ...{ name, url, answered },
    vkey: `${name}+${id.toString('hex')}+${raw.toString('base64')}`,
    size: () => last?.size ?? 0,
  }

  function answer(body: string): [number, string, string?] {
    const [head = '', text = '', signatures = ''] = body.split('\n\n')
    const [old = '', ...hashes] = head.split('\n')
    const [origin, sizeLine, rootLine = ''] = text.split('\n')
    const [logName] = log.split('+')
    if (origin !== logName) return [404, '']
    if (!isSignedBy(log, `${text}\n`, signatures)) return [403, '']
    const [from, size] = [Number(old.slice('old '.length)), Number(sizeLine)]
    const root = Buffer.from(rootLine, 'base64')
    if (from > size) return [400, '']
    if (from !== (last?.size ?? 0)) return [409, `${last?.size ?? 0}\n`, 'text/x.tlog.size']
    if (last && size === last.size && !root.equals(last.root))
      return [409, `${last.size}\n`, 'text/x.tlog.size']
    const proof = hashes.map((line) => Buffer.from(line, 'base64'))
    if (!(last ? grows(last, { size, root }, proof) : proof.length === 0)) return [422, '']
    last = { size, root }
    return [200, cosigned(`${text}\n`, { name, id, privateKey })]
  }
}

function isSignedBy(log: string, text: string, signatures: string): boolean {
  const [name, id, ...key] = log.split('+')
  const raw = Buffer.from(key.join('+'), 'base64').subarray(1)
  const publicKey = crypto.createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') },
    format: 'jwk',
  })
  return signatures.split('\n').some((line) => {
    const [, by, base64 = ''] = line.split(' ')
    const bytes = Buffer.from(base64, 'base64')
    if (by !== name || bytes.subarray(0, 4).toString('hex') !== id) return false
    return crypto.verify(null, Buffer.from(text), publicKey, bytes.subarray(4))
  })
}

/** C2SP tlog-cosignature, "Ed25519 signed message". */
function cosigned(
  text: string,
  { name, id, privateKey }: { name: string; id: Buffer; privateKey: KeyObject },
): string {
  const time = Math.floor(Date.now() / 1000)
  const stamp = Buffer.alloc(8)
  stamp.writeBigUInt64BE(BigInt(time))
  const signature = crypto.sign(null, Buffer.from(`cosignature/v1\ntime ${time}\n${text}`), privateKey)
  return `— ${name} ${Buffer.concat([id, stamp, signature]).toString('base64')}\n`
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request.setEncoding('utf8')) body += chunk
  return body
}

function send(response: ServerResponse, status: number, body: string, type = 'text/plain'): void {
  response.writeHead(status, { 'content-type': type }).end(body)
}
