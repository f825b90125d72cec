/** Forms that carry files, as clients send them (RFC 7578). */
export const BOUNDARY = 'the-boundary'
/** The headers of a form. */
export const form = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` }

/** A field, or a file when it has a file's name. */
export type Part = [name: string, content: string | Buffer, fileName?: string]

/** The body of a form with these parts. */
export function multipart(parts: Part[]): Buffer {
  const pieces = parts.flatMap(([name, content, fileName]) => [
    Buffer.from(
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${fileName === undefined ? '' : `; filename="${fileName}"\r\nContent-Type: text/markdown`}\r\n\r\n`,
    ),
    Buffer.from(content),
    Buffer.from('\r\n'),
  ])
  return Buffer.concat([...pieces, Buffer.from(`--${BOUNDARY}--\r\n`)])
}
