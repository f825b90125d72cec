import type { PlacedSink } from './printer.ts'

/** Keeps the words alone. */
export class TextSink implements PlacedSink {
  text = ''
  readonly here = 0
  readonly behind = 0
  readonly isOpen = true
  at(): void {}
  open(): void {}
  close(): void {}
  link(): void {}
  mark(): void {}
  words(text: string): void {
    this.text += text
  }
  shown(text: string): void {
    this.text += text
  }
  cell(): void {
    this.text += ' '
  }
  lineBreak(): void {
    this.text += ' '
  }
}
