/** Progress on stderr: one line, written over on a terminal, nothing elsewhere but what is new. */

/** @returns {(what: string, done: number, of: number) => void} */
export function progressTo(stream) {
  let last = ''
  return (what, done, of) => {
    const line = `${what} ${of > 0 ? Math.floor((100 * done) / of) : 100} %`
    if (stream.isTTY) stream.write(`\r\x1b[2K${line}`)
    else if (what !== last) stream.write(`${line}\n`)
    last = what
  }
}
