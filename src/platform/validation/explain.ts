import type { FieldError } from '../errors/field-errors.js';
import { type Dto, readDto } from './dto.js';

/**
 * What is wrong with a value, measured by its DTO class: `MAX_ERRORS` of it at most.
 *
 * @param base - Pointer to the value inside the request: `#` for the whole body.
 * @returns an empty list when nothing is wrong.
 */
export function explain(type: Dto, value: unknown, base = '#'): FieldError[] {
  return [...readDto(type, value, base).faults.told];
}
