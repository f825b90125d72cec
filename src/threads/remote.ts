import type { Call } from './messages.ts'

/** What hands calls over: a thread, or several. */
export interface Threads {
  hand<T>(call: Call, size: number): Promise<T>
}

type Methods<Interface> = { [M in keyof Interface]: (...parameters: never[]) => Promise<unknown> }

/** How much each call counts while it waits, in the unit of the threads' limit; 0 for methods that are not named. */
export type Sizes<Interface extends Methods<Interface>> = {
  [M in keyof Interface]?: (...parameters: Parameters<Interface[M]>) => number
}

/**
 * Something in other threads, called as if it were here: what they are to do needs no more than a method of the
 * interface and what implements it there. Members that are assigned to it are its own and stay in this thread.
 */
export function remote<Interface extends Methods<Interface>>(
  threads: Threads,
  sizes: Sizes<Interface> = {},
): Interface {
  return new Proxy<Record<string, unknown>>(
    {},
    {
      get(own, method) {
        // What is awaited or printed is asked for `then` and symbols.
        if (typeof method === 'symbol' || method === 'then' || Object.hasOwn(own, method))
          return Reflect.get(own, method)
        const sizeOf = sizes[method as keyof Interface] as ((...parameters: unknown[]) => number) | undefined
        return (...parameters: unknown[]) =>
          threads.hand({ method, parameters }, sizeOf?.(...parameters) ?? 0)
      },
    },
  ) as unknown as Interface
}
