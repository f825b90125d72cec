/** Every error that loading throws. The message names the offender and the cure; `code` never changes. */
import { ColophonError } from '../errors.ts'

/** Base of all errors of this room: a source or a manifest that cannot be loaded as it is. */
export class LoadingError extends ColophonError {}

/** No loader reads this media type or file extension. */
export class UnsupportedMediaType extends LoadingError {
  constructor(message: string) {
    super('unsupported_media_type', message)
  }
}

/** The bytes are not UTF-8 text. `offset` is the first offending byte, when known. */
export class InvalidEncoding extends LoadingError {
  constructor(message: string, offset?: number) {
    super('invalid_encoding', message, offset === undefined ? {} : { offset })
  }
}

/** The source holds no words that could be read. */
export class EmptyText extends LoadingError {
  constructor(message = 'The source holds no text. Send a file with at least one paragraph.') {
    super('empty_text', message)
  }
}

/** The source is larger than its loader reads. Sizes in bytes. */
export class SourceTooLarge extends LoadingError {
  constructor(size: number, limit: number) {
    super(
      'source_too_large',
      `The source has ${size} bytes; this loader reads up to ${limit}. Split it into several works.`,
    )
  }
}

/** The markup is nested or repeated beyond what any article needs. */
export class SourceTooComplex extends LoadingError {
  constructor(message: string) {
    super('source_too_complex', message)
  }
}

/** A packed document that cannot be opened. */
export class UnreadableDocument extends LoadingError {
  /** @param what the kind of document, with its article: "a Word document" */
  constructor(what: string) {
    super(
      'unreadable_document',
      `The file is not ${what} that can be opened: it is damaged, has a password, or is of another kind. Open it in the program that wrote it, save a copy without a password, and send that.`,
    )
  }
}

/** A document of XML that is not well-formed, or needs what is not fetched. */
export class MalformedMarkup extends LoadingError {
  /** @param line from 1 @param what is wrong there: a clause without a full stop */
  constructor(line: number, what: string) {
    super(
      'unreadable_document',
      `The document is no well-formed XML at line ${line}: ${what}. Mend it there, and send it again.`,
      { line },
    )
  }
}

/** The manifest is not what it must be. `path` is the offending field, as a JSON Pointer. */
export class InvalidManifest extends LoadingError {
  constructor(path: string, message: string) {
    super('invalid_manifest', message, { path })
  }
}

/** A file's name, or what the file says of its work, is longer than is kept. `field` is that of a manifest, or `fileName`. */
export class MetadataTooLong extends LoadingError {
  /** @param what a clause without a full stop: what the file has or names, and how much of it */
  constructor(field: string, what: string, most: number) {
    const cure =
      field === 'fileName'
        ? 'Send it under a shorter name.'
        : 'Say it shorter in the file, or in a manifest, which goes before what the file says.'
    super('metadata_too_long', `The file ${what}; at most ${most} are kept. ${cure}`, { field, most })
  }
}

/** A decision on a repair whose place is not there, or cannot be as was decided. `start` is a byte of the source. */
export class InvalidDecision extends LoadingError {
  constructor(start: number, decision: string) {
    super(
      'invalid_decision',
      `Nothing at byte ${start} of the source can be decided as "${decision}". List the repairs again, and choose what is offered there.`,
      { start, decision },
    )
  }
}

/** A loader broke its own invariant: a fault of the program, not of the source. */
export class BrokenPartition extends LoadingError {
  /** What is broken: a clause without a full stop. */
  readonly what: string

  constructor(what: string) {
    super('broken_partition', `A loader broke its own rule: ${what}. Please report this source.`)
    this.what = what
  }
}
