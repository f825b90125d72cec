/**
 * Stands for the words that a quote leaves out. The clause of scheme 1: "Elided quotations: the source's segments joined
 * by ` [...] `", however the one who quotes wrote the omission. A quote's id is computed from the words so joined, so
 * this is frozen by test/fixtures/identity/vectors.json: another spelling is a new scheme, never an edit here.
 */
export const OMISSION = ' [...] '
