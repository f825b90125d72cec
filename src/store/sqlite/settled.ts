/** What a call answers with or throws, as a value. */
export function settled<T>(call: () => T): PromiseSettledResult<T> {
  try {
    return { status: 'fulfilled', value: call() }
  } catch (reason) {
    return { status: 'rejected', reason }
  }
}
