/** Whether a text is an address that a page may link to: http or https, without white space and control characters. */
export function isWebAddress(address: string): boolean {
  return /^https?:\/\/[^\s\p{Cc}\p{Cs}]+$/iu.test(address) && URL.canParse(address)
}
