/**
 * What a page does beyond following links, all of it optional: quoting what is selected, and copying. Places are counted
 * in code points of a block's text, as in the addresses of quotes.
 */
const bar = document.querySelector('.quote-bar')

if (bar) {
  const link = bar.querySelector('a')
  document.addEventListener('selectionchange', () => {
    const places = selectedPlaces()
    bar.hidden = places === undefined
    if (places) link.href = `${bar.dataset.to}?${new URLSearchParams(places)}`
  })
}

/** From where to where the reader has selected words; undefined when there are none. */
function selectedPlaces() {
  const selection = document.getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined
  const range = selection.getRangeAt(0)
  const blocks = [...document.querySelectorAll('[data-place]')].filter((block) => range.intersectsNode(block))
  const touched = blocks.map((block) => [block, within(block, range)]).filter(([, [from, to]]) => to > from)
  if (touched.length === 0) return undefined
  const [first, [start]] = touched[0]
  const [last, [, end]] = touched[touched.length - 1]
  return { from: `${placeOf(first)}:${start}`, to: `${placeOf(last)}:${end}` }
}

/** The name of a block: its own, or that of what it stands in. */
function placeOf(block) {
  return block.dataset.place || block.closest('[id]').id
}

/** The part of a block that a range covers, without white space at its ends. */
function within(block, range) {
  const text = block.textContent
  const whole = document.createRange()
  whole.selectNodeContents(block)
  const before = (container, offset) => {
    const part = whole.cloneRange()
    part.setEnd(container, offset)
    return part.toString()
  }
  let start = block.contains(range.startContainer)
    ? before(range.startContainer, range.startOffset).length
    : 0
  let end = block.contains(range.endContainer)
    ? before(range.endContainer, range.endOffset).length
    : text.length
  while (start < end && /\s/.test(text[start])) start++
  while (end > start && /\s/.test(text[end - 1])) end--
  const points = (length) => [...text.slice(0, length)].length
  return [points(start), points(end)]
}

for (const button of document.querySelectorAll('button[data-copies]')) {
  button.hidden = false
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).textContent)
    button.querySelector('[role=status]').textContent = button.dataset.done
  })
}
