import { plainToInstance } from 'class-transformer';
import { type ValidationError, validateSync, type ValidatorOptions } from 'class-validator';
import type { FieldError } from '../errors/field-errors.js';
import { FIELD, type FieldRule } from './field-rule.js';

/** How DTOs are validated everywhere: nothing that they do not name gets in. */
export const VALIDATOR_OPTIONS: ValidatorOptions = {
  whitelist: true,
  forbidNonWhitelisted: true,
  forbidUnknownValues: true,
  validationError: { target: true, value: true },
};

type Constructor = new () => object;

/**
 * Everything that is wrong with a value, measured by its DTO class.
 *
 * @param base - Pointer to the value inside the request: `#` for the whole body.
 * @returns an empty list when nothing is wrong.
 */
export function explain(type: Constructor, value: unknown, base = '#'): FieldError[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [{ pointer: base, code: 'tipo', params: { esperado: { es: 'un objeto', en: 'an object' } } }];
  }
  return flatten(validateSync(plainToInstance(type, value), VALIDATOR_OPTIONS), base);
}

/** class-validator's tree of errors as a list with pointers. */
export function flatten(errors: readonly ValidationError[], base = '#'): FieldError[] {
  return errors.flatMap((error) => {
    const pointer = `${base}/${error.property.replace(/~/g, '~0').replace(/\//g, '~1')}`;
    const inner = flatten(error.children ?? [], pointer);
    return inner.length > 0 ? inner : [describe(error, pointer)];
  });
}

function describe(error: ValidationError, pointer: string): FieldError {
  const contexts: Record<string, { rule?: FieldRule }> | undefined = error.contexts;
  const rule = contexts?.[FIELD]?.rule;
  if (!rule)
    return { pointer, code: error.constraints?.['whitelistValidation'] ? 'campo-desconocido' : 'requerido' };
  if (error.value === undefined) return { pointer, code: 'requerido' };
  const violation = rule.check(error.value, error.target as Record<string, unknown>);
  return { pointer, ...(violation ?? { code: 'requerido' }) };
}
