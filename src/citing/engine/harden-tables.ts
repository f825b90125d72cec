/**
 * citeproc tells items and people apart by tables in plain objects, which a person called "constructor" or a
 * cite that reads "__proto__" breaks. Here the tables lose their prototypes.
 */
import type { Engine as Processor } from 'citeproc'

/** For one item at a time: it needs no table of names. */
export function hardenForSingleItem({ registry }: Processor): void {
  registry.namereg.addname = () => {}
  Object.setPrototypeOf(registry.namereg.namereg, null)
  Object.setPrototypeOf(registry.ambigcites, null)
}

/** For lists: families, initials and given names are the keys of tables inside one another. */
export function hardenForLists(processor: Processor): void {
  const { registry } = processor
  knowCitedNamesOnly(processor)
  registry.namereg.namereg = tableOfTables()
  for (const table of ['ambigcites', 'ambigsTouched', 'ambigresets', 'akeys'] as const)
    Object.setPrototypeOf(registry[table] ?? {}, null)
}

/** Names are told apart where they are cited (CSL 1.0.2, "Disambiguation"): an editor in the list clashes with nobody. */
function knowCitedNamesOnly(processor: Processor): void {
  const { namereg } = processor.registry
  const { addname } = namereg
  namereg.addname = (...name) => {
    if (!processor.tmp.area.startsWith('bibliography')) addname.call(namereg, ...name)
  }
}

/** An object without prototype, and so is every object that is put into it. */
function tableOfTables(): object {
  return new Proxy(Object.create(null) as Record<string, unknown>, {
    set(table, key, value) {
      const isTable = typeof value === 'object' && value !== null && !Array.isArray(value)
      return Reflect.set(table, key, isTable ? tableOfTables() : value)
    },
  })
}
