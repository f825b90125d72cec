/**
 * Stops the clock of a process and of its threads: `node --import clock.js?now=MILLISECONDS`. What an answer says of
 * the present moment is then the same in every recording, and an archive of last week needs no heartbeat in its log.
 */
const NOW = Number(new URL(import.meta.url).searchParams.get('now'))

globalThis.Date = class extends Date {
  constructor(...given) {
    super(...(given.length > 0 ? given : [NOW]))
  }

  static now() {
    return NOW
  }
}
