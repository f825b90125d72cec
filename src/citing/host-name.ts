/** Labels of letters, digits and hyphens, the last of letters alone: `leilashami.wordpress.com`. */
const HOST_NAME = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,}$/u

/** True for a name such as `leilashami.wordpress.com`, given instead of a site's title. */
export function isHostName(text: string): boolean {
  return text.length < 254 && HOST_NAME.test(text)
}
