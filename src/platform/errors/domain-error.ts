import type { FieldError, MessageParams } from './field-errors.js';
import type { ProblemCode } from './problems.js';

/** Something the caller should know. The problem filter turns it into a problem document. */
export class DomainError extends Error {
  /**
   * @param code - Which problem it is.
   * @param params - Fill the `{name}`s of its detail.
   * @param cause - What was caught, for the log.
   */
  constructor(
    readonly code: ProblemCode,
    readonly params: MessageParams = {},
    readonly fields: readonly FieldError[] = [],
    cause?: unknown,
  ) {
    super(`${code} ${JSON.stringify({ ...params, fields })}`, { cause });
  }

  /** The input is wrong in these fields. */
  static invalid(fields: readonly FieldError[]): DomainError {
    return new DomainError('validacion', { cuenta: fields.length }, fields);
  }
}
