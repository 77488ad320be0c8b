import type { FieldError } from './field-errors.js';

/** Most errors that one answer tells, of a list however long; of those beyond it says how many they are. */
export const MAX_ERRORS = 100;

/** What is wrong with an input: the first faults, and how many there are in all. */
export class Faults {
  private readonly first: FieldError[] = [];
  private counted = 0;

  get told(): readonly FieldError[] {
    return this.first;
  }

  get count(): number {
    return this.counted;
  }

  /** Those that are not told. */
  get omitted(): number {
    return this.counted - this.first.length;
  }

  add(fault: FieldError): void {
    this.counted += 1;
    if (this.first.length < MAX_ERRORS) this.first.push(fault);
  }

  /** Whatever others say as well. */
  addAll(others: Faults): void {
    for (const fault of others.told) this.add(fault);
    this.counted += others.omitted;
  }
}

/** A list of faults that somebody has made, as far as it is told. */
export function toFaults(faults: Iterable<FieldError>): Faults {
  const all = new Faults();
  for (const fault of faults) all.add(fault);
  return all;
}
