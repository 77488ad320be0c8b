import type { FieldError } from './field-errors.js';

/** Most errors that one answer tells, of a list however long; of those beyond it says how many they are. */
export const MAX_ERRORS = 100;

/** What is wrong with an input: the first faults, and how many there are in all. */
export class Faults {
  private readonly first: FieldError[] = [];
  private counted = 0;

  /** @param most - How many of them are told. */
  constructor(private readonly most = MAX_ERRORS) {}

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
    if (this.first.length < this.most) this.first.push(fault);
  }

  /** @param omitted - How many more there are of them. */
  addAll(faults: Iterable<FieldError>, omitted = 0): void {
    for (const fault of faults) this.add(fault);
    this.counted += omitted;
  }
}
