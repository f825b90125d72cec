/** The package has no types of its own: what is used of it. */
declare module 'edtf' {
  /** Parses an EDTF date. Throws when it is none. */
  export default function edtf(text: string): { readonly type: string; readonly edtf: string }
}
