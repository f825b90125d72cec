import { Type } from 'typebox'
import { closed, named, nullable, Url } from './common.ts'

export const ArchiveDescriptionSchema = named(
  'ArchiveDescription',
  closed({
    name: nullable(Type.String({ description: 'Of the log; null before the first publication.' })),
    publicKeys: Type.Array(Type.String(), {
      description: 'Verifier keys (C2SP signed-note) that signed the newest checkpoint.',
    }),
    log: closed({
      checkpoint: Url('The newest checkpoint.'),
      tiles: Url('What the paths of tiles follow (C2SP tlog-tiles).'),
      entries: Url('The entries, for people.'),
    }),
    blobs: Url('What the digest of a blob follows.'),
    records: Url('What the digest of a manifest follows.'),
    quotes: Url('The registered quotes.'),
    dumps: Url('The whole archive in files.'),
    mirror: closed({
      addresses: Url('All addresses of a plain copy, one a line, for wget.'),
      digests: Url('What its files must be, for sha256sum.'),
    }),
    policy: closed({ withdrawal: Type.String() }),
    mirrorOf: nullable(Url('The archive that this is a copy of; null when it is the archive itself.')),
    askedAt: nullable(
      Type.String({
        format: 'date-time',
        description: 'Of a copy: when the archive last answered with a checkpoint that was verified.',
      }),
    ),
    mirrors: Type.Array(Url('A copy of the archive.')),
    software: closed({ name: Type.String(), version: Type.String() }),
  }),
)
