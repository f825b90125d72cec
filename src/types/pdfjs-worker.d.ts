declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs' {
  /** What answers to `getDocument`. */
  export const WorkerMessageHandler: unknown
}
