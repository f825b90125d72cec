/** Witnesses: offered checkpoints, refused forks, cosignatures in proofs, policies, and a mirror that cosigns. */

import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import t, { type Test } from 'tap'
import type { Archive } from '../../src/archive/archive.ts'
import type { LocalWriter } from '../../src/archive/local-writer.ts'
import { CosignedNotes } from '../../src/archive/signing/cosigned-notes.ts'
import { cosignaturesFile, databaseFile } from '../../src/files/archive-files.ts'
import { parseCosignerKey, parseVerifierKey, printVerifierKey } from '../../src/log/note-key.ts'
import { parsePolicy } from '../../src/log/policy.ts'
import { verifyQuoteProof } from '../../src/log/quote-proof-verification.ts'
import { answerLog, becomeWitness } from '../../src/mirror/cosigning.ts'
import { initMirror, syncMirror } from '../../src/mirror/mirror.ts'
import { keepPolicy } from '../../src/mirror/policy.ts'
import type { ReachableWitness } from '../../src/witnesses/ask-witness.ts'
import { offer } from '../../src/witnesses/offer.ts'
import { keepOffering } from '../../src/witnesses/offering.ts'
import { printSubmission } from '../../src/witnesses/submission.ts'
import { buildTestApp } from '../support/app.ts'
import { directoryFor } from '../support/directory.ts'
import { appOver, type TestOrigin, testOrigin } from '../support/mirror.ts'
import { ROOT } from '../support/root.ts'
import { type TestWitness, testWitness } from '../support/test-witness.ts'

const QUOTE = '2rma5yfyxknb207f.f3kmr2tzf95ae5rgk83ym12h'
const PACE = { every: 5, first: 5, last: 50, patience: 300 }

const markdown = (text: string) => ({
  bytes: Buffer.from(text),
  mediaType: 'text/markdown',
  fileName: 'a.md',
})

const offeredOf = (archive: Archive) => ({
  log: archive.log,
  cosigned: new CosignedNotes(cosignaturesFile(databaseFile(archive.directory))),
})

const reachable = ({ name, vkey, url }: Pick<TestWitness, 'name' | 'vkey' | 'url'>): ReachableWitness => ({
  ...{ name, url, key: parseCosignerKey(vkey) },
})

/** Waits until something is so; a minute is more than anything here takes. */
async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  for (let left = 6000; !(await what()); left--) {
    if (left === 0) throw new Error('it never came to be')
    await sleep(10)
  }
}

async function publish({ writer, sign }: TestOrigin, word: string): Promise<void> {
  await writer.importSource(markdown(`# A work of ${word}\n\nOf ${word} there is little to say.\n`))
  await sign()
}

function policyOf(log: string, witnesses: readonly Pick<TestWitness, 'vkey'>[], least: number): string {
  const names = witnesses.map((_, at) => `w${at}`)
  return [
    `log ${log}`,
    ...witnesses.map(({ vkey }, at) => `witness w${at} ${vkey}`),
    `group enough ${least} ${names.join(' ')}`,
    'quorum enough',
    '',
  ].join('\n')
}

const sizeIn = (note: string) => Number(note.split('\n')[1])

t.test('new checkpoints are cosigned, whatever becomes of other witnesses', async (t) => {
  const origin = await testOrigin(t)
  const [log] = origin.keys as [string]
  const good = [await testWitness(t, 'one.example/w', log), await testWitness(t, 'two.example/w', log)]
  const asked = { silent: 0, endless: 0, lying: 0, redirecting: 0 }
  const bad = createServer((request, response) => {
    const [, kind] = request.url!.split('/') as [string, keyof typeof asked]
    asked[kind]++
    request.resume()
    if (kind === 'silent') return
    if (kind === 'redirecting')
      return void response.writeHead(307, { location: `${good[0]!.url}/add-checkpoint` }).end()
    if (kind === 'lying')
      return void response.end(`— lying.example/w ${Buffer.alloc(76, 7).toString('base64')}\n`)
    const more = () => {
      if (response.destroyed) return
      response.write('x'.repeat(10_000))
      setImmediate(more)
    }
    more()
  })
  await new Promise<void>((resolve) => bad.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    bad.closeAllConnections()
    bad.close()
  })
  const { vkey } = await testWitness(t, 'lying.example/w', log)
  const badUrl = `http://127.0.0.1:${(bad.address() as AddressInfo).port}`
  const others = Object.keys(asked).map((name) => ({ name, vkey, url: `${badUrl}/${name}` }))
  const dead = { name: 'dead', vkey, url: 'http://127.0.0.1:9' }
  const told: string[] = []
  const end = keepOffering(offeredOf(origin.archive), [...others, dead, ...good].map(reachable), {
    told: ({ message }) => told.push(message),
    pace: PACE,
  })
  t.teardown(end)
  for (const word of ['apples', 'pears', 'plums']) {
    await publish(origin, word)
    const size = await origin.archive.log.size()
    await until(() => good.every((witness) => witness.size() === size))
  }
  await until(
    async () => sizeIn((await origin.app.inject('/log/checkpoint/cosigned')).body) === good[0]!.size(),
  )
  const { body: note } = await origin.app.inject('/log/checkpoint')
  t.match(note, /— one\.example\/w [\s\S]*— two\.example\/w |— two\.example\/w [\s\S]*— one\.example\/w /)
  t.notMatch(note, /lying/)
  await until(
    () => Object.values(asked).every((times) => times > 1) && told.some((each) => each.includes('dead')),
  )
  for (const { name } of others)
    t.ok(
      told.some((each) => each.startsWith(`The witness ${name} `)),
      name,
    )
})

t.test('a witness refuses a fork, and the archive says so', async (t) => {
  const origin = await testOrigin(t)
  const witness = await testWitness(t, 'one.example/w', origin.keys[0]!)
  await publish(origin, 'apples')
  const here = offeredOf(origin.archive)
  await offer(here, (await origin.archive.log.checkpoint())!, { witness: reachable(witness), known: 0 })
  // Another history under the same key.
  const forked = await buildTestApp(t, { seed: false })
  copyFileSync(join(origin.directory, 'log.key'), join(forked.directory, 'log.key'))
  const writer = forked.writer as LocalWriter
  const there = offeredOf(forked.archive)
  const ask = async () => {
    await writer.signLog()
    forked.archive.refresh()
    const row = (await forked.archive.log.checkpoint())!
    return offer(there, row, { witness: reachable(witness), known: 0 })
  }
  t.equal((await writer.logKeys())[0], origin.keys[0], 'it is one key')
  for (const word of ['pears', 'plums', 'figs', 'dates', 'limes']) {
    await writer.importSource(markdown(`# Of ${word}\n\nOf ${word} there is little to say.\n`))
    await t.rejects(ask(), { message: /another history|older than/ })
  }
  t.ok(witness.answered.includes(422))
  t.equal(witness.size(), await origin.archive.log.size(), 'it stays with what it cosigned')
  t.equal(await forked.archive.log.cosigned(), undefined)
})

/** An origin whose newest checkpoint two witnesses cosigned. */
async function withTwo(t: Test) {
  const origin = await testOrigin(t)
  for (const word of ['apples', 'pears', 'plums']) await publish(origin, word)
  const witnesses = [
    await testWitness(t, 'one.example/w', origin.keys[0]!),
    await testWitness(t, 'two.example/w', origin.keys[0]!),
  ]
  const cosign = async () => {
    for (const witness of witnesses)
      await offer(offeredOf(origin.archive), (await origin.archive.log.checkpoint())!, {
        ...{ witness: reachable(witness), known: witness.size() },
      })
  }
  await cosign()
  return { origin, witnesses, cosign }
}

t.test('a proof carries cosignatures, and a policy asks for them', async (t) => {
  const { origin, witnesses } = await withTwo(t)
  const [log] = origin.keys as [string]
  // Nobody has cosigned the newest yet: the proof is in the tree that they have.
  const before = await origin.archive.log.size()
  await publish(origin, 'figs')
  const proof = (await origin.app.inject(`/quotes/${QUOTE}/proof`)).rawPayload
  const proven = verifyQuoteProof(proof, [parseVerifierKey(log)], parsePolicy(policyOf(log, witnesses, 2)))
  t.equal(proven.checkpoint.size, before)
  t.strictSame(
    proven.cosignatures.map(({ key }) => key.name),
    ['one.example/w', 'two.example/w'],
  )
  const third = await testWitness(t, 'three.example/w', log)
  const more = parsePolicy(policyOf(log, [...witnesses, third], 3))
  t.throws(() => verifyQuoteProof(proof, more.logs, more), { code: 'not_cosigned' })
  // One bit of a cosignature, which the log's own key does not cover.
  const text = proof.toString()
  const at = text.lastIndexOf('two.example/w ') + 'two.example/w '.length + 40
  const altered = Buffer.from(text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1))
  const two = parsePolicy(policyOf(log, witnesses, 1))
  t.throws(() => verifyQuoteProof(altered, two.logs, two), { code: 'bad_signature' })
  t.equal(verifyQuoteProof(altered, two.logs).checkpoint.size, before, 'who asks for none does not look')
})

const GO = { ...process.env, GO111MODULE: 'off', GOPATH: '/usr/share/gocode', GOFLAGS: '' }
const noGo =
  (spawnSync('go', ['version']).status !== 0 ||
    !existsSync('/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog')) &&
  'golang-go and golang-golang-x-mod-dev are not installed'

t.test(
  'a client in Go verifies checkpoint, tiles, entries, proofs and cosignatures',
  { skip: noGo },
  async (t) => {
    const { origin, witnesses, cosign } = await withTwo(t)
    // More entries than a tile has hashes.
    for (let n = 0; n < 270; n++)
      await origin.writer.importSource(markdown(`# Work ${n}\n\nIts number is ${n}.\n`))
    await origin.sign()
    await cosign()
    const directory = directoryFor(t)
    mkdirSync(directory, { recursive: true })
    const client = join(directory, 'client')
    const built = spawnSync('go', ['build', '-o', client, join(ROOT, 'test/go/client.go')], {
      env: { ...GO, GOCACHE: join(directory, 'cache') },
      encoding: 'utf8',
    })
    t.equal(built.status, 0, built.stderr)
    const vkeys = witnesses.map(({ vkey }) => vkey)
    const run = async (args: string[]) => {
      const child = spawn(client, args)
      let said = ''
      child.stdout.on('data', (chunk) => {
        said += chunk
      })
      const [code] = await once(child, 'close')
      return { code, said }
    }
    const [log] = origin.keys as [string]
    const size = await origin.archive.log.size()
    t.ok(size > 256)
    t.strictSame(await run(['log', origin.server.url, log, '2', ...vkeys]), {
      code: 0,
      said: `checkpoint of ${size} entries, 2 cosignatures\n${size} entries stand in the tree\nevery earlier tree is the beginning of this one\nok\n`,
    })
    const proof = join(directory, 'a.tlog-proof')
    writeFileSync(proof, (await origin.app.inject(`/quotes/${QUOTE}/proof`)).rawPayload)
    t.match(await run(['proof', proof, log, '2', ...vkeys]), {
      code: 0,
      said: /2 cosignatures\n.*stands in the tree\nok\n$/,
    })
    t.match(await run(['proof', proof, log, '3', ...vkeys]), { code: 1, said: /FAILED/ })
  },
)

t.test('a mirror with a policy takes over only what witnesses have seen', async (t) => {
  const { origin, witnesses, cosign } = await withTwo(t)
  const [log] = origin.keys as [string]
  const cosigned = await origin.archive.log.size()
  const directory = directoryFor(t)
  const stranger = await testWitness(t, 'stranger.example/w', log)
  const unmet = policyOf(log, [...witnesses, stranger], 3)
  await t.rejects(initMirror(directory, { origin: origin.server.url, keys: [log], policy: unmet }), {
    code: 'not_cosigned',
  })
  t.notOk(existsSync(join(directory, 'mirror.json')))
  const policy = policyOf(log, witnesses, 2)
  await initMirror(directory, { origin: origin.server.url, keys: [log], policy })
  // The newest is not cosigned yet: the mirror stays with what is.
  await publish(origin, 'figs')
  t.match(await syncMirror(directory, {}), { size: cosigned, complete: true })
  await cosign()
  t.match(await syncMirror(directory, {}), { size: await origin.archive.log.size(), complete: true })
  const app = await appOver(t, directory, { base: 'http://mirror.test', origin: 'http://archive.test' })
  const note = (await app.inject('/log/checkpoint')).body
  t.match(note, /one\.example\/w/, 'it hands the cosignatures on')
  keepPolicy(directory, unmet)
  await publish(origin, 'dates')
  await t.rejects(syncMirror(directory, {}), { code: 'not_cosigned' })
  t.notOk(existsSync(join(directory, 'evidence')))
})

t.test('a witness that is behind takes nothing back', async (t) => {
  const { origin, witnesses } = await withTwo(t)
  const [log] = origin.keys as [string]
  const directory = directoryFor(t)
  await publish(origin, 'figs')
  await initMirror(directory, { origin: origin.server.url, keys: [log] })
  await syncMirror(directory, {})
  keepPolicy(directory, policyOf(log, witnesses, 2))
  await t.rejects(syncMirror(directory, {}), { code: 'not_cosigned' })
})

/** A mirror that is a witness, and is served. */
async function witnessMirror(t: Test) {
  const origin = await testOrigin(t)
  await publish(origin, 'apples')
  const directory = directoryFor(t)
  await initMirror(directory, { origin: origin.server.url, keys: origin.keys })
  await syncMirror(directory, {})
  const key = (await becomeWitness(directory, 'library.example/w'))!
  const app = await appOver(t, directory, {
    ...{ base: 'http://mirror.test', origin: 'http://archive.test' },
    witness: (body) => answerLog(directory, body),
  })
  const ask = (payload: string) =>
    app.inject({
      method: 'POST',
      url: '/witness/add-checkpoint',
      payload,
      headers: { 'content-type': 'text/plain' },
    })
  const submission = async (old: number) => {
    const { size, note: checkpoint } = (await origin.archive.log.checkpoint())!
    return printSubmission({
      old,
      proof: await origin.archive.log.consistency(Math.min(old, size), size),
      checkpoint,
    })
  }
  return { origin, directory, key, app, ask, submission, vkey: printVerifierKey(key) }
}

t.test('a mirror cosigns what it has verified', async (t) => {
  const { origin, directory, app, vkey } = await witnessMirror(t)
  const policy = parsePolicy(policyOf(origin.keys[0]!, [{ vkey }], 1))
  const checked = async () => {
    const proof = (await app.inject(`/quotes/${QUOTE}/proof`)).rawPayload
    return verifyQuoteProof(proof, policy.logs, policy).checkpoint.size
  }
  t.equal(await checked(), await origin.archive.log.size())
  await publish(origin, 'pears')
  await syncMirror(directory, {})
  t.equal(await checked(), await origin.archive.log.size())
})

t.test('a mirror answers a log as the protocol has it', async (t) => {
  const { origin, directory, ask, submission, app, vkey } = await witnessMirror(t)
  const first = await origin.archive.log.size()
  const tellsSize = async (body: string, size: number) => {
    const answer = await ask(body)
    t.equal(answer.statusCode, 409)
    t.equal(answer.headers['content-type'], 'text/x.tlog.size')
    t.equal(answer.body, `${size}\n`)
  }
  await tellsSize(await submission(0), first)
  t.equal((await ask(await submission(first))).statusCode, 200, 'the same again')
  await publish(origin, 'pears')
  const good = await submission(first)
  t.equal((await ask(await submission(first + 100))).statusCode, 400, 'the old size is larger')
  t.equal((await ask(good.replace('\n\n', `\n${Buffer.alloc(32).toString('base64')}\n\n`))).statusCode, 422)
  t.equal((await ask(good.replace(/\n[^\n]+\n\n/, '\n\n'))).statusCode, 422, 'a hash is missing')
  const [name] = origin.keys[0]!.split('+') as [string]
  t.equal((await ask(good.replaceAll(name, 'other.example/log'))).statusCode, 404)
  t.equal((await ask(good.replace(/(— \S+ .{20})./, '$1/'))).statusCode, 403, 'its signature is wrong')
  for (const body of ['', 'old', 'old 1', 'old 01\n\n', 'old -1\n\nx', 'old 1\n\n', `old ${first}\nnot a hash\n\nx`, '\0', '\n\n', good.slice(0, -30), `old 1e3${good.slice(5)}`]) // biome-ignore format: one line
    t.match((await ask(body)).statusCode, /^40[03]$/, JSON.stringify(body.slice(0, 20)))
  t.equal((await ask('x'.repeat(300 * 1024))).statusCode, 413)
  const answers = await Promise.all([ask(good), ask(good), ask(good)])
  t.equal(answers.filter(({ statusCode }) => statusCode === 200).length, 1, 'one of several at once')
  const [, lines] = [
    ...answers.filter(({ statusCode }) => statusCode === 200).map(({ body }) => ['', body]),
  ][0]!
  const note = good.slice(good.indexOf('\n\n') + 2)
  const policy = parsePolicy(policyOf(origin.keys[0]!, [{ vkey }], 1))
  t.ok(policy.isMet(new Set(policy.witnesses.map(({ key }) => key))))
  t.match(`${note}${lines}`, /— library\.example\/w /)
  await tellsSize(good, await origin.archive.log.size())
  t.equal((await app.inject('/witness/add-checkpoint')).statusCode, 405)
  await syncMirror(directory, {})
  t.equal((await appOver(t, directory)).hasRoute({ method: 'POST', url: '/witness/add-checkpoint' }), true)
})

t.test('a mirror cosigns no fork, and keeps what proves it', async (t) => {
  const { origin, directory, ask } = await witnessMirror(t)
  const size = await origin.archive.log.size()
  const forked = await buildTestApp(t, { seed: false })
  copyFileSync(join(origin.directory, 'log.key'), join(forked.directory, 'log.key'))
  const writer = forked.writer as LocalWriter
  for (let n = 1; n < size; n++)
    await writer.importSource(markdown(`# Fork ${n}\n\nAnother history, ${n}.\n`))
  await writer.signLog()
  forked.archive.refresh()
  const row = (await forked.archive.log.checkpoint())!
  t.equal(row.size, size)
  for (let times = 0; times < 3; times++) {
    const answer = await ask(printSubmission({ old: size, proof: [], checkpoint: row.note }))
    t.strictSame([answer.statusCode, answer.body], [409, `${size}\n`])
  }
  const kept = readdirSync(join(directory, 'evidence'))
  t.equal(kept.length, 1, 'once, however often it is shown')
  t.strictSame(readdirSync(join(directory, 'evidence', kept[0]!)).sort(), ['ours.note', 'theirs.note'])
  t.equal(readFileSync(join(directory, 'evidence', kept[0]!, 'theirs.note'), 'utf8'), row.note)
})

t.test('a witness that lost its memory cosigns nothing', async (t) => {
  const { directory, ask, submission, origin } = await witnessMirror(t)
  rmSync(join(directory, 'witness.json'))
  await publish(origin, 'pears')
  const lost = await ask(await submission(0))
  t.match([lost.statusCode, lost.json()], [503, { detail: /witness\.json is not there/ }])
  t.notMatch(lost.body, directory, 'it names no path of the machine')
  writeFileSync(join(directory, 'witness.json'), '{"v":1,"name":"library.example/w"}')
  t.equal((await ask(await submission(0))).statusCode, 503)
})

t.test('what is no witness says so', async (t) => {
  const { app } = await testOrigin(t)
  const answer = await app.inject({ method: 'POST', url: '/witness/add-checkpoint', payload: 'old 0\n\nx' })
  t.equal(answer.statusCode, 404)
  const newest = await app.inject('/log/checkpoint')
  t.equal(
    (await app.inject('/log/checkpoint/cosigned')).body,
    newest.body,
    'of none cosigned it is the newest',
  )
})

t.test('policies are read as the specification has them', async (t) => {
  const origin = await testOrigin(t)
  const [log] = origin.keys as [string]
  const [a, b, c] = await Promise.all(['a', 'b', 'c'].map((name) => testWitness(t, `${name}.example/w`, log)))
  const head = `# A comment\n\n log ${log} https://log.example\n\twitness a ${a!.vkey}\nwitness b ${b!.vkey} https://b.example/\nwitness c\t${c!.vkey}\n`
  const met = (rest: string, ...names: string[]) => {
    const policy = parsePolicy(head + rest)
    return policy.isMet(
      new Set(policy.witnesses.filter(({ name }) => names.includes(name)).map(({ key }) => key)),
    )
  }
  t.ok(met('quorum none\n'))
  t.notOk(met('quorum a\n', 'b', 'c'))
  t.ok(met('quorum a\n', 'a'))
  t.ok(met('group g any a b\nquorum g\n', 'b'))
  t.notOk(met('group g all a b\nquorum g\n', 'b'))
  t.notOk(met('group g 2 a b c\nquorum g\n', 'b'))
  t.ok(met('group g 2 a b c\nquorum g\n', 'b', 'c'))
  t.ok(met('group g any a b\ngroup h all g c\nquorum h', 'a', 'c'))
  t.notOk(met('group g any a b\ngroup h all g c\nquorum h', 'a', 'b'))
  for (const wrong of [
    ...[
      '',
      'quorum d\n',
      'quorum none\nquorum none\n',
      'group g 3 a b\nquorum g\n',
      'group g 0 a b\nquorum g\n',
    ],
    ...[
      'group g any a a\nquorum g\n',
      'group g any a\ngroup h any a b\nquorum h\n',
      'group g any none\nquorum g\n',
    ],
    ...[
      'quorum g\ngroup g any a\n',
      'group a any b\nquorum a\n',
      'group g any\nquorum g\n',
      'group g all\nquorum none\n',
    ],
    ...[
      `witness d ${a!.vkey}\nquorum none\n`,
      `witness d ${log}\nquorum none\n`,
      `log ${b!.vkey}\nquorum none\n`,
    ],
    ...[
      'quorum none\r\n',
      'nonsense\nquorum none\n',
      'witness d x+y+z\nquorum none\n',
      'quorum\n',
      'quorum a b\n',
    ],
    ...['group g 01 a b\nquorum g\n', 'group g 1.5 a b\nquorum g\n', 'quorum none\0\n', 'quorum __proto__\n'],
  ])
    t.throws(
      () => parsePolicy(head + wrong),
      { code: 'malformed_policy' },
      JSON.stringify(wrong.slice(0, 40)),
    )
})
