import type { Claim } from '../../attribution/claim.ts'

/** What a manuscript cites in one place: one source. */
export interface CitedSource {
  claim: Claim
  /** Whether it is surely a citation. What is not may confirm where words come from, and never accuses. */
  sure: boolean
  /** Its name begins a sentence, so that the first words of it may be none. */
  begins?: boolean
}

/** A citation in the text of a block. Offsets are UTF-16 units of it. */
export interface TextCitation {
  from: number
  to: number
  /** As it stands. */
  text: string
  sources: CitedSource[]
  /**
   * `aside`: in brackets or a note; `sentence`: the sentence names the source, as "Smith (1999)" does; `place`: no more
   * than where in the source that was named; `remark`: nothing of a source, such as "(emphasis added)".
   */
  form: 'aside' | 'sentence' | 'place' | 'remark'
}
