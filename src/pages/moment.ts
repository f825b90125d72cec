import { type Html, html } from './html.ts'

/** The day of an ISO time, within a sentence. */
export function day(time: string): string {
  return time.slice(0, 10)
}

/** A day as people read it, of an ISO time. */
export function dayOf(time: string): Html {
  return html`<time datetime="${time}">${day(time)}</time>`
}

/** A time to the minute as people read it, of an ISO time in UTC. */
export function minuteOf(time: string): Html {
  return html`<time datetime="${time}">${time.slice(0, 16).replace('T', ' ')} UTC</time>`
}
