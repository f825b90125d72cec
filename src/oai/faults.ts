/** The conditions of OAI-PMH 2.0, 3.6, by their codes. */
export type FaultCode =
  | 'badArgument'
  | 'badResumptionToken'
  | 'badVerb'
  | 'cannotDisseminateFormat'
  | 'idDoesNotExist'
  | 'noRecordsMatch'

/** What is wrong with a request, for a person. */
export interface Fault {
  code: FaultCode
  message: string
}

/** What a request is answered with instead of what it asks for: one fault at least. */
export class OaiFault extends Error {
  readonly faults: readonly Fault[]

  constructor(faults: readonly Fault[]) {
    super(faults.map(({ message }) => message).join(' '))
    this.faults = faults
  }
}

/** A fault alone. */
export function oaiFault(code: FaultCode, message: string): OaiFault {
  return new OaiFault([{ code, message }])
}
