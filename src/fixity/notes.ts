import { type Checkpoint, parseCheckpoint } from '../log/checkpoint.ts'
import { LogError } from '../log/errors.ts'
import { openNote } from '../log/note.ts'
import type { NoteVerifier } from '../log/note-key.ts'
import type { Damage, Damages } from './damage.ts'

/** Checks signed notes by the keys that the log tells. */
export class NoteCheck {
  /** The keys that entries have told until now. */
  readonly keys: NoteVerifier[] = []
  readonly #damages: Damages

  constructor(damages: Damages) {
    this.#damages = damages
  }

  /** The checkpoint of a note with its signatures verified; undefined when it has none that is good, or cannot be read. */
  open(note: string, place: Pick<Damage, 'table' | 'key'>): Checkpoint | undefined {
    try {
      const { text, signedBy } = openNote(note, this.keys)
      const signatures = note.slice(text.length).trim().split('\n').length
      this.#damages.expect(signatures === signedBy.length, {
        ...place,
        kind: 'bad_signature',
        what: 'has a signature by a key that the log does not tell',
      })
      const checkpoint = parseCheckpoint(text)
      this.#damages.expect(
        signedBy.some(({ name }) => name === checkpoint.origin),
        {
          ...place,
          kind: 'bad_signature',
          what: `is not signed by the log ${checkpoint.origin} that it is of`,
        },
      )
      return checkpoint
    } catch (error) {
      if (!(error instanceof LogError)) throw error
      const isSignature = error.code === 'bad_signature' || error.code === 'unknown_signer'
      this.#damages.add({
        ...place,
        kind: isSignature ? 'bad_signature' : 'damaged',
        what: isSignature ? `has no good signature: ${error.message}` : `cannot be read: ${error.message}`,
      })
      return undefined
    }
  }
}
