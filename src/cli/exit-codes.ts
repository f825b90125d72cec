/** What the command's exit codes mean. Anything else is a failure too. */
export const EXIT = {
  ok: 0,
  failure: 1,
  usage: 2,
  incomplete: 3,
  notFound: 4,
  altered: 5,
  badSignature: 6,
  fork: 7,
  rolledBack: 8,
  noArchive: 10,
} as const
