/** Lets an interruption end the import after what is being written; a second one ends it at once. */
export function stoppedBySignal() {
  let asked = false
  const ask = () => {
    asked = true
  }
  process.once('SIGINT', ask)
  return { isAsked: () => asked, end: () => void process.off('SIGINT', ask) }
}
