import type { Link, Span } from '../../loading/draft.ts'
import type { BlockBuilder } from '../block-builder.ts'
import { decodeAddress } from '../character-references.ts'
import type { MarkdownEvent } from './events.ts'

/** A link that is being read; one by reference finds its address when all is read. */
interface OpenLink {
  label?: Span
  address?: Span
  reference?: string
}

/** Gathers the links of each block, with the places of label and address. */
export class LinkReader {
  readonly #source: string
  readonly #definitions = new Map<string, Span>()
  readonly #pending: { link: Link; reference: string }[] = []
  #open: OpenLink | undefined
  #defining = ''

  constructor(source: string) {
    this.#source = source
  }

  /** Takes note of an event; the links of the open block go to the builder. */
  read(event: MarkdownEvent, builder: BlockBuilder): void {
    const { type, entering, start, end } = event
    const span = { start, end }
    if (type === 'link' && entering) this.#open = {}
    else if (type === 'link') this.#close(builder)
    else if (!entering) return
    else if (this.#open !== undefined) this.#enterLink(type, span, this.#open)
    else if (type === 'definitionLabelString') this.#defining = referenceName(this.#slice(span))
    else if (type === 'definitionDestinationString') this.#define(span)
    else if (/^(?:autolinkProtocol|literalAutolinkHttp|literalAutolinkWww)$/.test(type)) {
      builder.link({ label: span, address: span, url: withScheme(this.#slice(span)) })
    }
  }

  /** Gives the links by reference their addresses, once all definitions are known. */
  resolve(): void {
    for (const { link, reference } of this.#pending) {
      const address = this.#definitions.get(reference)
      if (address === undefined) continue
      link.address = address
      link.url = decodeAddress(this.#slice(address))
    }
  }

  #enterLink(type: string, span: Span, open: OpenLink): void {
    if (type === 'labelText') open.label ??= span
    else if (type === 'resourceDestinationString') open.address = span
    else if (type === 'referenceString') open.reference = this.#slice(span)
  }

  #close(builder: BlockBuilder): void {
    const { label, address, reference } = this.#open ?? {}
    this.#open = undefined
    if (label === undefined) return
    if (address !== undefined) {
      builder.link({ label, address, url: decodeAddress(this.#slice(address)) })
      return
    }
    const link: Link = { label, address: label, url: '' }
    this.#pending.push({ link, reference: referenceName(reference ?? this.#slice(label)) })
    builder.link(link)
  }

  /** The first definition of a label counts (CommonMark 0.31.2, 4.7). */
  #define(span: Span): void {
    if (!this.#definitions.has(this.#defining)) this.#definitions.set(this.#defining, span)
  }

  #slice({ start, end }: Span): string {
    return this.#source.slice(start, end)
  }
}

/** A label as links by reference are compared (CommonMark 0.31.2 §4.7). */
export function referenceName(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase()
}

function withScheme(address: string): string {
  return /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `http://${address}`
}
