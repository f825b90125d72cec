/** How sure the loader is. `unresolved` marks text kept as it stands, for a person to decide. */
export type Certainty = 'certain' | 'probable' | 'unresolved'
