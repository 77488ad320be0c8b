import { Injectable, type PipeTransform } from '@nestjs/common';
import type { Month } from '../../platform/database/month.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { Field } from '../../platform/validation/field-rule.js';

// With or without its first day.
const PATTERN = '^[0-9]{4}-(0[1-9]|1[0-2])(-01)?$';
const isMes = (value: unknown) => typeof value === 'string' && new RegExp(PATTERN).test(value);

/** A month as people write it: `2023-04`. */
export const Mes = () =>
  Field({
    schema: { type: 'string', pattern: PATTERN, examples: ['2023-04'] },
    check: (value) => (isMes(value) ? undefined : { code: 'mes' }),
  });

/** The month of what people write. */
export const monthOfMes = (mes: string): Month => `${mes.slice(0, 7)}-01`;

/** The month of a path. */
@Injectable()
export class MesPipe implements PipeTransform<string, Month> {
  transform(value: string): Month {
    if (!isMes(value)) throw DomainError.invalid([{ pointer: '#/mes', code: 'mes' }]);
    return monthOfMes(value);
  }
}
