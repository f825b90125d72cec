/** A file that goes into a form. */
interface FormFile {
  bytes: Uint8Array
  name: string
  /** Media type; the server looks at the name and the content when it is ''. */
  type?: string
}

/** A form (multipart/form-data) with files and fields, as it is sent. */
export async function formBody(
  files: Readonly<Record<string, FormFile>>,
  fields: Readonly<Record<string, string>> = {},
): Promise<{ type: string; body: Buffer<ArrayBuffer> }> {
  const form = new FormData()
  for (const [part, { bytes, name, type = '' }] of Object.entries(files))
    form.set(part, new Blob([new Uint8Array(bytes)], { type }), name)
  for (const [part, value] of Object.entries(fields)) form.set(part, value)
  const sent = new Response(form)
  return { type: sent.headers.get('content-type') ?? '', body: Buffer.from(await sent.arrayBuffer()) }
}
