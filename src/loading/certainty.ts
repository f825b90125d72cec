/** How sure the loader is. `unresolved` marks text kept as it stands, for a person to decide. */
export const CERTAINTIES = ['certain', 'probable', 'unresolved'] as const
export type Certainty = (typeof CERTAINTIES)[number]
