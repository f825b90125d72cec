import type { ArchiveWriter } from '../../archive/writer.ts'
import type { Counting } from '../../bounds/rate-counts.ts'
import type { Family } from '../../metrics/family.ts'
import type { DescribedError } from '../../threads/messages.ts'

/** What the workers ask of the process that started them: it alone writes, and counts for all of them. */
export interface Primary extends Omit<ArchiveWriter, 'close'>, Counting {
  /** Is told why a worker cannot serve. */
  cannotServe(why: DescribedError): Promise<void>
}

/** What that process asks of each worker. */
export interface Worker {
  /** Lets the next read see all that was written until now. */
  refresh(): Promise<void>
  /** What it tells of itself, where metrics are read. */
  metrics(): Promise<Family[]>
  /** Begins to end the worker as a signal does. */
  stop(): Promise<void>
}
