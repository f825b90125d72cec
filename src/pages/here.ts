/** The path of an address of ours, so that a page works under whichever name of the server it was opened. */
export function here(address: string): string {
  const { pathname, search, hash } = new URL(address)
  return pathname + search + hash
}
