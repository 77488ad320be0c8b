import { Faults, MAX_ERRORS } from './faults.js';
import type { FieldError, MessageParams } from './field-errors.js';
import type { ProblemCode } from './problem.js';

/** Something the caller should know. The problem filter turns it into a problem document. */
export class DomainError extends Error {
  /**
   * @param code - Which problem it is.
   * @param params - Fill the `{name}`s of its detail.
   * @param cause - What was caught, for the log.
   * @param faultCount - How many faults there are, if `fields` does not have all of them.
   */
  constructor(
    readonly code: ProblemCode,
    readonly params: MessageParams = {},
    readonly fields: readonly FieldError[] = [],
    cause?: unknown,
    readonly faultCount = fields.length,
  ) {
    super(`${code} ${JSON.stringify({ ...params, fields: fields.slice(0, MAX_ERRORS) })}`, { cause });
  }

  /** The input is wrong in these fields. */
  static invalid(faults: readonly FieldError[] | Faults): DomainError {
    const [fields, count] = faults instanceof Faults ? [faults.told, faults.count] : [faults, faults.length];
    return new DomainError('validacion', { cuenta: count }, fields, undefined, count);
  }
}
