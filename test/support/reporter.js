/**
 * tap's reporter for logs: failures in full, then tap's own totals, then one plain closing line
 * `N passed, N failed, N skipped`. A file that dies without failing an assertion counts as failed.
 */
import { Transform } from 'node:stream'
import { Parser } from 'tap-parser'

export default class PlainReporter extends Transform {
  #counts = { passed: 0, failed: 0, skipped: 0 }
  #finished
  #parser

  constructor() {
    super()
    this.#parser = new Parser()
    this.#watch(this.#parser, [])
    this.#finished = new Promise((resolve) => this.#parser.once('complete', resolve))
  }

  #watch(parser, path) {
    let nested = 0
    const open = []
    parser.on('child', (child) => {
      open.push(child)
      this.#watch(child, [...path, child.name])
    })
    parser.on('assert', (result) => {
      const child = open.length > nested ? open[nested++] : undefined
      if (child) this.#closeChild(child, result, path)
      else this.#count(result, path)
    })
    parser.on('bailout', (reason) => this.#fail(`Bail out! ${reason}`))
  }

  /** A closing point repeats its children, unless it fails where none of them did. */
  #closeChild(child, result, path) {
    if (path.length === 0) this.push(`${result.ok ? 'ok' : 'not ok'} ${result.name}\n`)
    if (result.skip || result.todo) this.#counts.skipped++
    else if (!result.ok && child.fail === 0) this.#report(result, path)
  }

  #count(result, path) {
    if (result.skip || result.todo) {
      this.#counts.skipped++
      if (result.skip) this.push(`  skipped: ${[...path, result.name].join(' > ')} (${result.skip})\n`)
    } else if (result.ok) this.#counts.passed++
    else this.#report(result, path)
  }

  #report(result, path) {
    const { diff = '', ...details } = result.diag ?? {}
    this.#fail(`not ok ${[...path, result.name].join(' > ')}\n${JSON.stringify(details, null, 2)}\n${diff}`)
  }

  #fail(message) {
    this.#counts.failed++
    this.push(`${message}\n`)
  }

  _transform(chunk, _encoding, done) {
    this.#parser.write(chunk)
    done()
  }

  async _flush(done) {
    this.#parser.end()
    await this.#finished
    const { passed, failed, skipped } = this.#counts
    this.push(`\n${passed} passed, ${failed} failed, ${skipped} skipped\n`)
    done()
  }
}
