import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { DomainError } from '../errors/domain-error.js';
import { type Dto, fieldsOf, readDto } from './dto.js';

/** Validates bodies and query strings by their DTO class; what is wrong becomes one problem document with pointers. */
@Injectable()
export class DtoValidationPipe implements PipeTransform {
  /** @throws {DomainError} `validacion` */
  transform(value: unknown, { type, metatype }: Pick<ArgumentMetadata, 'type' | 'metatype'>): unknown {
    const isDto = metatype !== undefined && type !== 'custom' && fieldsOf(metatype).size > 0;
    // A body that is missing or not an object has no property to blame, whatever it was to become.
    const isBody = type === 'body' && (typeof value !== 'object' || value === null || Array.isArray(value));
    return isDto || isBody ? readBy(metatype as Dto, value) : value;
  }
}

/**
 * A value as an instance of its class.
 *
 * @throws {DomainError} `validacion`
 */
export function readBy<T extends object>(type: Dto<T>, value: unknown): T {
  const reading = readDto(type, value);
  if (reading.faults.count > 0) throw DomainError.invalid(reading.faults);
  return reading.value;
}
