/** The pages that say what went wrong. */
export const problems = {
  found: 'What can be done',
  withdrawn:
    'It was here, and its address is kept for ever. What stands above is the record of why it is gone.',
  missing: 'Look for it by its words, or in the list of works.',
  again: 'Go back and change what was sent; what is written above says how.',
  later: 'Try again in a little while.',
  kind: 'About problems of this kind',
  works: 'All works',
  front: 'Front page',
  status: (status: number) => `Status ${status}`,
  all: 'All kinds of problems',
  name: 'Problem',
} as const
