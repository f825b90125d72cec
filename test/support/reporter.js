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
    this.#watch(this.#parser, { path: [] })
    this.#finished = new Promise((resolve) => this.#parser.once('complete', resolve))
  }

  /** A place is a file or a test in it: its path, and whether a failure was reported in it. */
  #watch(parser, place) {
    let nested = 0
    const open = []
    parser.on('child', (child) => {
      const inner = { path: [...place.path, child.name], outer: place, failed: false }
      open.push(inner)
      this.#watch(child, inner)
    })
    parser.on('assert', (result) => {
      const closed = open.length > nested ? open[nested++] : undefined
      if (closed) this.#close(closed, result, place)
      else this.#count(result, place)
    })
    parser.on('bailout', (reason) => this.#fail(`Bail out! ${reason}`, place))
  }

  /** A closing point of a file is told. It repeats what was in it, unless it fails where nothing in it did, as when the process is killed. */
  #close(closed, result, place) {
    if (result.name.endsWith('.test.ts'))
      this.push(`${result.ok ? 'ok' : 'not ok'} ${result.name}${seconds(result.time)}\n`)
    if (result.skip || result.todo) this.#counts.skipped++
    else if (!result.ok && !closed.failed) this.#report(result, place)
  }

  #count(result, place) {
    if (result.skip || result.todo) {
      this.#counts.skipped++
      if (result.skip) this.push(`  skipped: ${[...place.path, result.name].join(' > ')} (${result.skip})\n`)
    } else if (result.ok) this.#counts.passed++
    else this.#report(result, place)
  }

  #report(result, place) {
    const { diff = '', ...details } = result.diag ?? {}
    this.#fail(
      `not ok ${[...place.path, result.name].join(' > ')}\n${JSON.stringify(details, null, 2)}\n${diff}`,
      place,
    )
  }

  #fail(message, place) {
    this.#counts.failed++
    for (let at = place; at; at = at.outer) at.failed = true
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

/** How long a file took. */
function seconds(milliseconds) {
  return milliseconds === null ? '' : ` (${(milliseconds / 1000).toFixed(1)} s)`
}
