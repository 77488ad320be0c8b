import { ValidationPipe } from '@nestjs/common';
import { DomainError } from '../errors/domain-error.js';
import { explain, flatten, VALIDATOR_OPTIONS } from './explain.js';

/** Validates bodies and query strings by their DTO class; what is wrong becomes one problem document with pointers. */
export class DtoValidationPipe extends ValidationPipe {
  constructor() {
    super({
      ...VALIDATOR_OPTIONS,
      transform: true,
      exceptionFactory: (errors) => DomainError.invalid(flatten(errors)),
    });
  }

  override async transform(
    value: unknown,
    metadata: Parameters<ValidationPipe['transform']>[1],
  ): Promise<unknown> {
    // A body that is missing or not an object has no property to blame: the pointer is the body itself.
    if (metadata.type === 'body' && (typeof value !== 'object' || value === null || Array.isArray(value)))
      throw DomainError.invalid(explain(Object, value));
    return super.transform(value, metadata);
  }
}
