/** Moves pages as printers of booklets do. A page is its text; the sides of a sheet are pages of the file. */

/** A signature printed two-up: `[S | 1] [2 | S-1] …`, the colophon its last page; each side is read left to right. */
export function impose(pages, document) {
  const size = Math.ceil((pages.length + 1) / 4) * 4
  const blanks = Array.from({ length: size - pages.length - 1 }, () => '')
  const all = [...pages, ...blanks, colophonOf(document)]
  return Array.from({ length: size / 2 }, (_, side) => {
    const [left, right] = side % 2 === 0 ? [size - side, side + 1] : [side + 1, size - side]
    return [all[left - 1], all[right - 1]].filter((page) => page.trim() !== '').join('\n\n')
  }).filter((page) => page !== '')
}

/** The colophon stands after the page in the middle: the last page of a signature of which the rest is in order. */
export function withColophon(pages, document) {
  const middle = Math.max(1, pages.length >> 1)
  return [...pages.slice(0, middle), colophonOf(document), ...pages.slice(middle)]
}

function colophonOf({ title, author, date, retrieved, site }) {
  return `${author}\n${title}\n${date}\n\n${retrieved}\n\n${site}`
}

/** What the layout prints around the text of its pages, and the lines of a colophon: none of it is text. */
export function furnitureOf(layout, document, pages) {
  const titles = { OH: "''''", EH: "''''", OF: "''''", EF: "''''", ...layout.head(document) }
  const lines = [document.retrieved, document.site]
  for (let page = 1; page <= pages; page++) {
    const parity = page % 2 === 1 ? 'O' : 'E'
    const number = layout.roman ? romanOf(page) : String(page)
    for (const part of [...(page > 1 ? [titles[`${parity}H`]] : []), titles[`${parity}F`]]) {
      lines.push(
        ...part
          .split("'")
          .filter(Boolean)
          .map((text) => text.replace('%', number)),
      )
    }
  }
  return [...new Set(lines)]
}

function romanOf(number) {
  const units = ['', 'i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix']
  return 'x'.repeat(Math.floor(number / 10)) + units[number % 10]
}
