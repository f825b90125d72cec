/** The thread that holds the connection of a writer to PostgreSQL. */
import type postgres from 'postgres'
import { answerBlocking, BlockingThread } from '../../../threads/blocking.ts'
import { connectToWrite } from '../connecting.ts'
import { isOfConnection } from '../server-errors.ts'

/** A statement as PostgreSQL takes it, with its parameters. */
export interface Statement {
  text: string
  values: readonly unknown[]
  /** Whether it ends a transaction. */
  commits?: true
}

/** Statements to be run one after the other, the last of which is answered. */
export interface Question {
  statements: Statement[]
  /** Whether they may begin on a connection that is made for them: not within a transaction. */
  begins: boolean
}

/** What the last statement found, or the first that failed said. */
export type Answer =
  | { columns: string[]; rows: unknown[][]; count: number }
  | { failed: { code: string; message: string }; isLost: boolean }

/** PostgreSQL committed on one server alone, since somebody would not wait for the other any longer. */
const NOT_REPLICATED = 'NOT_REPLICATED'

/** A thread with a connection to the server of an address that writes, which is made when it is needed, and again after it was lost. */
export function connectionThread(url: string): BlockingThread {
  return new BlockingThread(import.meta.url, { url })
}

answerBlocking(import.meta.url, ({ url }: { url: string }) => {
  let sql: postgres.Sql | undefined
  let wasWarned = false
  const warn = ({ severity = '' }: postgres.Notice) => {
    if (severity === 'WARNING') wasWarned = true
  }
  const lose = () => {
    void sql?.end({ timeout: 0 })
    sql = undefined
  }
  const run = async ({ statements, begins }: Question): Promise<Answer> => {
    if (!sql && !begins)
      throw Object.assign(new Error('The connection was lost.'), { code: 'CONNECTION_CLOSED' })
    sql ??= await connectToWrite(url, warn)
    const connection = sql
    wasWarned = false
    const results = statements.map(({ text, values }) =>
      connection.unsafe(text, values as never[], { prepare: true }).values(),
    )
    const settled = await Promise.allSettled(results)
    for (const each of settled) if (each.status === 'rejected') throw each.reason
    if (wasWarned && statements.some(({ commits }) => commits))
      throw Object.assign(new Error('It may not be replicated.'), { code: NOT_REPLICATED })
    const last = (settled.at(-1) as PromiseFulfilledResult<postgres.RowList<unknown[][]>>).value
    const columns = last.columns?.map(({ name }) => name) ?? []
    return { columns, rows: [...last], count: last.count ?? 0 }
  }
  return async (question: Question): Promise<Answer> => {
    try {
      return await run(question)
    } catch (error) {
      const { code = '', message } = error as { code?: string; message: string }
      const isLost = isOfConnection(code)
      if (isLost) lose()
      return { failed: { code, message }, isLost }
    }
  }
})
