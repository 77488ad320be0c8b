import { Injectable, type PipeTransform } from '@nestjs/common';
import { type Month, monthOfText } from '../../platform/database/month.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { Field } from '../../platform/validation/field-rule.js';

// A month of the years that instants may have.
const MES = '(19|2[01])[0-9]{2}-(0[1-9]|1[0-2])';
const PATH = new RegExp(`^${MES}$`);
// With or without its first day: runs of before keep their parameters.
const PATTERN = `^${MES}(-01)?$`;
const FIELD = new RegExp(PATTERN);

/** A month as people write it: `2023-04`. */
export const Mes = () =>
  Field({
    schema: { type: 'string', pattern: PATTERN, examples: ['2023-04'] },
    check: (value) => (typeof value === 'string' && FIELD.test(value) ? undefined : { code: 'mes' }),
  });

/** SQL that answers a row if the month $1, as people write it, has been opened. */
export const MES_EXISTS = `SELECT FROM periodos WHERE mes = (left($1, 7) || '-01')::date`;

/** The month of a path. */
@Injectable()
export class MesPipe implements PipeTransform<string, Month> {
  transform(value: string): Month {
    if (!PATH.test(value)) throw DomainError.invalid([{ pointer: '#/mes', code: 'mes' }]);
    return monthOfText(value);
  }
}
