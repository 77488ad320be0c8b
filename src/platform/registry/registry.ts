/**
 * What modules declare to the platform under names of their own. It is filled once, from the list of everything that is
 * declared (`src/declarations.ts`), and cannot be read before: half of a list would look like a whole one.
 */
export class Registry<Item> {
  private readonly what: string;
  private items: ReadonlyMap<string, Item> | undefined;

  // Written out: tools run this file with its types stripped, which a parameter property does not survive.
  /** @param what - What is declared, for errors: `La cola`. */
  constructor(what: string) {
    this.what = what;
  }

  /** @throws when two have one name, or when it is filled already. */
  fill(entries: Iterable<readonly [name: string, item: Item]>): void {
    if (this.items) throw new Error(`${this.what} se declara una sola vez, y ya está declarado.`);
    const items = new Map<string, Item>();
    for (const [name, item] of entries) {
      if (items.has(name)) throw new Error(`${this.what} «${name}» está declarado dos veces.`);
      items.set(name, item);
    }
    this.items = items;
  }

  /** @throws when there is none of this name. */
  get(name: string): Item {
    const item = this.filled.get(name);
    if (item === undefined) throw new Error(`${this.what} «${name}» no está declarado.`);
    return item;
  }

  /** Undefined when there is none of this name. */
  find(name: string): Item | undefined {
    return this.filled.get(name);
  }

  has(name: string): boolean {
    return this.filled.has(name);
  }

  /** Their names, in the order in which they were declared. */
  names(): string[] {
    return [...this.filled.keys()];
  }

  /** All of them, in that order. */
  all(): Item[] {
    return [...this.filled.values()];
  }

  /** All of them, by name. */
  entries(): Record<string, Item> {
    return Object.fromEntries(this.filled);
  }

  private get filled(): ReadonlyMap<string, Item> {
    if (!this.items)
      throw new Error(`${this.what}: nada está declarado todavía; falta importar src/declarations.ts.`);
    return this.items;
  }
}
