/** A JSON body of so many bytes. */
export function fixedBody(bytes) {
  const frame = JSON.stringify({ text: '' }).length
  return Buffer.from(JSON.stringify({ text: 'x'.repeat(Math.max(0, bytes - frame)) }))
}
